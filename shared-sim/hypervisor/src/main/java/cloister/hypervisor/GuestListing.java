package cloister.hypervisor;

import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.disasm.Disassembler;
import cloister.cpu.disasm.Line;

/** A guest's own code as text, read without a trace in the guest. */
final class GuestListing {
  private static final Disassembler DISASSEMBLER = new Disassembler(new OpcodeTable());

  private GuestListing() {}

  /**
   * @param base linear address of the code segment
   */
  static Line line(VirtualMachine guest, int base, int eip, int bits) {
    return DISASSEMBLER.disassemble(at -> look(guest, base + at), eip, eip, bits);
  }

  /** A byte of the guest's memory, by its own tables; ones where nothing is. */
  static int look(VirtualMachine guest, int linear) {
    GuestTables.Walk walk = guest.tables().walk(linear);
    return walk.present() ? guest.memory().look8(walk.physical()) : 0xFF;
  }

  /** Where a segment of the guest's own table begins; 0 for what the table has not. */
  static int base(VirtualMachine guest, int selector) {
    int index = selector & 0xFFF8;
    if ((selector & 4) != 0 || index == 0 || index + 7 > guest.cpu().gdtLimit) {
      return 0;
    }
    int at = guest.cpu().gdtBase + index;
    int low = look(guest, at + 2) | look(guest, at + 3) << 8;
    return low | look(guest, at + 4) << 16 | look(guest, at + 7) << 24;
  }
}

package cloister.hypervisor;

import cloister.bits.Hex;
import cloister.cpu.vmx.Vmcs;
import cloister.cpu.vmx.VmcsField;
import cloister.hypervisor.Cell.Part;
import java.util.ArrayList;
import java.util.List;

/** What is kept of a guest under VT-x: its VMCS, and the registers that are in none. */
final class VmcsCells {
  private static final String[] REGISTERS = {
    "CR2", "EDI", "ESI", "EBP", "IGNORED", "EBX", "EDX", "ECX", "EAX"
  };

  private VmcsCells() {}

  /**
   * @param words the registers as the entry code pushes them
   * @param address linear address of the first
   */
  static List<Cell> of(VirtualMachine guest, Vmcs vmcs, int[] words, int address) {
    List<Cell> cells = new ArrayList<>();
    for (VmcsField field : VmcsField.values()) {
      cells.add(
          new Cell(part(field), field.text(), Hex.hex16(field.encoding()), value(vmcs, field)));
    }
    for (int i = 0; i < words.length; i++) {
      String place = Hex.hex32(address + Integer.BYTES * i);
      cells.add(Cell.word(Part.FRAME, REGISTERS[i], place, words[i]));
    }
    cells.addAll(FrameCells.common(guest));
    return cells;
  }

  static String value(Vmcs vmcs, VmcsField field) {
    String low = field.bits() == 16 ? Hex.hex16(vmcs.get(field)) : Hex.hex32(vmcs.get(field));
    return field.bits() == 64 ? Hex.hex32(vmcs.high(field)) + low : low;
  }

  private static Part part(VmcsField field) {
    return switch (field.area()) {
      case EXIT -> Part.EXIT;
      case GUEST -> Part.GUEST;
      case HOST -> Part.HOST;
      case CONTROLS -> Part.CONTROLS;
    };
  }
}

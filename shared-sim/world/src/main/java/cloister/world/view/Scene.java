package cloister.world.view;

import cloister.bits.Hex;
import cloister.cpu.Cpu;
import cloister.cpu.core.Segments;
import cloister.cpu.disasm.Disassembler;
import cloister.cpu.disasm.Line;
import cloister.cpu.paging.Paging;
import cloister.event.Event.FaultRaised;
import cloister.message.Words;
import cloister.world.Program;
import cloister.world.World;
import cloister.world.sentence.Code;
import cloister.world.table.DescriptorTable;
import cloister.world.timeline.Moment;
import cloister.world.why.Why;
import java.util.Map;
import java.util.Optional;

/** A world at its current step, with what several panels ask for. */
final class Scene {
  private static final int RESET_LIMIT = 0xffff;

  private final World world;
  private final Words words;
  private final Disassembler disassembler;
  private final Code code;
  private final Optional<Moment> refusal;

  Scene(World world, Words words, Disassembler disassembler) {
    this.world = world;
    this.words = words;
    this.disassembler = disassembler;
    code = new Code(disassembler);
    refusal = Why.refusal(world);
  }

  World world() {
    return world;
  }

  Words words() {
    return words;
  }

  Cpu cpu() {
    return world.machine().cpu();
  }

  Code code() {
    return code;
  }

  /** The step that was refused, at the refusal and in its delivery. */
  Optional<Moment> refusal() {
    return refusal;
  }

  Optional<FaultRaised> fault() {
    return refusal.flatMap(Why::fault);
  }

  DescriptorTable gdt() {
    return new DescriptorTable(cpu().linear(), cpu().gdtBase(), cpu().gdtLimit());
  }

  DescriptorTable idt() {
    return new DescriptorTable(cpu().linear(), cpu().idtBase(), cpu().idtLimit());
  }

  /**
   * In real and virtual-8086 mode the segment registers hold paragraphs, which name no descriptor.
   */
  boolean namesDescriptor(int register) {
    boolean system = register == Segments.LDTR || register == Segments.TR;
    return cpu().protectedMode() && (system || !cpu().virtual8086());
  }

  /** False while GDTR still has its reset value: there is no table to show. */
  boolean hasGdt() {
    return cpu().gdtBase() != 0 || cpu().gdtLimit() != RESET_LIMIT;
  }

  boolean hasIdt() {
    return cpu().idtBase() != 0 || cpu().protectedMode() && cpu().idtLimit() != RESET_LIMIT;
  }

  /** True where the tables lead to some memory. */
  boolean hasPage(int address) {
    return cpu().linear().physical(address) != Paging.NOT_MAPPED;
  }

  /** The instruction at a linear address, as memory has it now. */
  Line disassemble(int address) {
    return disassembler.disassemble(cpu().linear()::read8, address, address, cpu().codeBits());
  }

  /** The symbol that names an address, or the address. */
  String symbolOr(int address) {
    Optional<Program> program = world.programAt(address);
    if (program.isPresent()) {
      for (Map.Entry<String, Integer> symbol : program.get().assembly().symbols().entrySet()) {
        if (symbol.getValue() == address) {
          return symbol.getKey();
        }
      }
    }
    return Hex.hex32(address);
  }
}

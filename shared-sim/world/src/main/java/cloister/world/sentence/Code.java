package cloister.world.sentence;

import cloister.cpu.disasm.Disassembler;
import cloister.world.timeline.Moment;

/** The text of an instruction that ran, from the bytes that it had. */
public final class Code {
  private final Disassembler disassembler;

  public Code(Disassembler disassembler) {
    this.disassembler = disassembler;
  }

  /** The whole instruction; empty when its bytes were not recorded. */
  public String text(Moment moment) {
    return moment.code().length == 0
        ? ""
        : disassembler.disassemble(moment.code(), 0, moment.address(), moment.bits()).text();
  }

  /** The decoded instruction, whose bytes were recorded. */
  int[] slot(Moment moment) {
    return disassembler.slot(moment.code(), moment.bits());
  }

  /** The first word of the instruction. */
  public String mnemonic(Moment moment) {
    String text = text(moment);
    int end = text.indexOf(' ');
    return end < 0 ? text : text.substring(0, end);
  }
}

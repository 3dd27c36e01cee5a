package cloister.cpu.insn;

/** One group of the opcode table: it knows how each of its operations works. */
public interface Group {
  /**
   * Carries out one decoded instruction. A refusal is thrown as the processor's {@code Fault}
   * before anything has changed.
   *
   * @param code the block's slots
   * @param at index of the instruction's slot
   */
  void execute(int[] code, int at);
}

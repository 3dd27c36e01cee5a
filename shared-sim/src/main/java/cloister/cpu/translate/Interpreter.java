package cloister.cpu.translate;

/** What a region asks of the simulator while it runs. */
public interface Interpreter {
  /**
   * Executes instructions that the region does not do itself. Registers, flags, {@link Frame#LEFT}
   * and {@link Frame#OFFSET} are handed over and back in the frame.
   *
   * @param number which, as the region's table has them
   * @return 0 when the region may go on at the offset; else it has to leave
   */
  int interpret(int number);

  /**
   * Puts the translation of an address into the buffer for data, as the access itself would, or
   * keeps in mind why it is refused.
   *
   * @param access of {@code Access}
   * @return the physical address; negative when the region has to leave at this instruction
   */
  int walk(int linear, int access);
}

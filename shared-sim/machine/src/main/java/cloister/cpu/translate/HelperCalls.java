package cloister.cpu.translate;

/** What is done for a region while it runs. */
public interface HelperCalls {
  /**
   * Puts the translation of an address into the buffer for data, as the access itself would, or
   * keeps in mind why it is refused. Does nothing where that would write to decoded code.
   *
   * @param access of {@code Access}
   * @return the physical address; negative when the region has to leave at this instruction
   */
  int walk(int linear, int access);

  /**
   * Does an IN, where {@link Frame#PORTS} is not 0, as the next instruction. Says in {@link
   * Frame#GOES_ON} whether the region goes on behind it. It is not {@linkplain Frame#QUIET quiet}
   * any more, because an interrupt may wait.
   *
   * @param bytes 1, 2 or 4
   * @return zero-extended
   */
  int readPort(int port, int bytes);

  /**
   * Forgets the translations of a page, as INVLPG in ring 0 does where nobody notices. Says in
   * {@link Frame#GOES_ON} whether the region goes on behind it.
   */
  void dropPage(int linear);
}

package cloister.cpu.translate;

/** Looks up for a region what the translation buffer does not have. */
public interface Walker {
  /**
   * Puts the translation of an address into the buffer for data, as the access itself would, or
   * keeps in mind why it is refused. Does nothing where that would write to decoded code.
   *
   * @param access of {@code Access}
   * @return the physical address; negative when the region has to leave at this instruction
   */
  int walk(int linear, int access);
}

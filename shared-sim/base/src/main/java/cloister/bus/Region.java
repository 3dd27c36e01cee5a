package cloister.bus;

/** What answers for a piece of the physical address space in place of RAM. */
public interface Region {
  /**
   * @param offset from the start of the region; the access does not cross a page
   * @param bytes 1, 2 or 4
   * @return the value, zero-extended
   */
  int read(int offset, int bytes);

  void write(int offset, int bytes, int value);

  /**
   * True when its bytes change by writes to them alone, so that code decoded from it stays true.
   */
  default boolean isSteady() {
    return true;
  }
}

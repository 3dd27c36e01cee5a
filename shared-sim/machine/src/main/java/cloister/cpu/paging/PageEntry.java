package cloister.cpu.paging;

/** Bits of page-directory and page-table entries (SDM 3, 5.3 and 5.4). */
public final class PageEntry {
  public static final int PRESENT = 1;
  public static final int WRITABLE = 1 << 1;
  public static final int USER = 1 << 2;
  public static final int ACCESSED = 1 << 5;
  public static final int DIRTY = 1 << 6;

  /** PS: the entry of a directory maps a page itself. */
  public static final int LARGE = 1 << 7;

  public static final int GLOBAL = 1 << 8;

  /** XD, bit 63, in the upper word of a PAE entry. */
  public static final int NO_EXECUTE = 1 << 31;

  /** An upper word's address bits beyond the 32 that this processor has. */
  static final int RESERVED_HIGH = 0x7fffffff;

  private PageEntry() {}

  public static boolean has(int entry, int bit) {
    return (entry & bit) != 0;
  }
}

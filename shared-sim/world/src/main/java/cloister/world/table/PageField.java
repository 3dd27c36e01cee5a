package cloister.world.table;

import cloister.bus.Memory;
import cloister.cpu.paging.PageEntry;

/** A field of a page-directory or page-table entry that has a name of its own in paths. */
public enum PageField {
  PRESENT("present", "P", PageEntry.PRESENT),
  WRITABLE("writable", "R/W", PageEntry.WRITABLE),
  USER("user", "U/S", PageEntry.USER),
  ACCESSED("accessed", "A", PageEntry.ACCESSED),
  DIRTY("dirty", "D", PageEntry.DIRTY),
  LARGE("large", "PS", PageEntry.LARGE),
  GLOBAL("global", "G", PageEntry.GLOBAL),
  /** Lies in the upper word, which only entries of PAE paging have. */
  NO_EXECUTE("noexec", "XD", PageEntry.NO_EXECUTE),
  /** A physical address: its lowest 12 bits belong to the other fields and are not looked at. */
  FRAME("frame", "frame", -Memory.PAGE_SIZE);

  private final String id;
  private final String manualName;
  private final int mask;

  PageField(String id, String manualName, int mask) {
    this.id = id;
    this.manualName = manualName;
    this.mask = mask;
  }

  public String id() {
    return id;
  }

  /** What the manual's figures call it. */
  public String manualName() {
    return manualName;
  }

  /** Largest value, unsigned. */
  public int max() {
    return this == FRAME ? -1 : 1;
  }

  public boolean inUpperWord() {
    return this == NO_EXECUTE;
  }

  /**
   * @param word the word of the entry in which the field lies
   */
  public int read(int word) {
    return this == FRAME ? word & mask : PageEntry.has(word, mask) ? 1 : 0;
  }

  public int write(int word, int value) {
    int bits = this == FRAME ? value & mask : value == 0 ? 0 : mask;
    return word & ~mask | bits;
  }
}

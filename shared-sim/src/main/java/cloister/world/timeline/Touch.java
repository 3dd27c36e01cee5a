package cloister.world.timeline;

/** Some bytes of physical memory that a run stops at, and the last access to them that it saw. */
public final class Touch {
  private final Watch where;
  private final boolean reads;
  private final boolean writes;
  private boolean met;
  private boolean write;
  private int address;
  private int bytes;
  private int before;
  private int after;

  /**
   * @param reads whether to stop at reads
   * @param writes whether to stop at writes
   */
  public Touch(Watch where, boolean reads, boolean writes) {
    this.where = where;
    this.reads = where.isMemory() && reads;
    this.writes = where.isMemory() && writes;
  }

  /** True when it counts. Of an instruction that reads and writes, the write is kept. */
  boolean note(int first, int count, boolean writing, int old, int value) {
    boolean counts = (writing ? writes : reads) && where.covers(first, count);
    if (counts) {
      met = true;
      write = writing;
      address = first;
      bytes = count;
      before = old;
      after = value;
    }
    return counts;
  }

  void forget() {
    met = false;
  }

  public boolean met() {
    return met;
  }

  public boolean isWrite() {
    return write;
  }

  public int address() {
    return address;
  }

  public int bytes() {
    return bytes;
  }

  /** What was there before the write. */
  public int before() {
    return before;
  }

  /** What was read or written. */
  public int after() {
    return after;
  }
}

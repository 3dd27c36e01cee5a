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
  private boolean changed;

  /**
   * @param reads whether to stop at reads
   * @param writes whether to stop at writes
   */
  public Touch(Watch where, boolean reads, boolean writes) {
    this.where = where;
    this.reads = where.isMemory() && reads;
    this.writes = where.isMemory() && writes;
  }

  /**
   * True when it counts. Of an instruction that reads and writes, the write is kept; the bytes of
   * an access that crosses a page are one.
   */
  boolean note(int first, int count, boolean writing, int old, int value) {
    boolean counts = (writing ? writes : reads) && where.covers(first, count);
    if (counts) {
      boolean more =
          met
              && write == writing
              && count == 1
              && first == address + bytes
              && bytes < Integer.BYTES;
      int shift = more ? 8 * bytes : 0;
      for (int i = 0; i < count; i++) {
        changed |= where.covers(first + i, 1) && ((old ^ value) >>> 8 * i & 0xff) != 0;
      }
      met = true;
      write = writing;
      address = more ? address : first;
      bytes = more ? bytes + 1 : count;
      int mask = -1 >>> Integer.SIZE - 8 * count;
      before = (more ? before : 0) | (old & mask) << shift;
      after = (more ? after : 0) | (value & mask) << shift;
    }
    return counts;
  }

  void forget() {
    met = false;
    changed = false;
  }

  public boolean met() {
    return met;
  }

  /** True when what was written is not what was there. */
  boolean changed() {
    return changed;
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

package cloister.machine.replay;

import cloister.bus.Memory;

/**
 * What memory held at a checkpoint. Pages, and groups of pages in which nothing was written, are
 * shared with the checkpoint before and never written; null stands for zeros.
 */
final class Pages {
  private static final int GROUP_BITS = 8;
  private static final int GROUP = 1 << GROUP_BITS;
  private static final byte[][] ZEROS = new byte[GROUP][];

  private final byte[][][] groups;

  private Pages(byte[][][] groups) {
    this.groups = groups;
  }

  /**
   * The present memory, whose dirty pages are those written since {@code base}.
   *
   * @param base the checkpoint before; null when there is none
   */
  static Pages of(Memory memory, Pages base) {
    int count = memory.pageCount();
    byte[][][] groups = new byte[(count + GROUP - 1) >>> GROUP_BITS][][];
    for (int group = 0; group < groups.length; group++) {
      byte[][] before = base == null ? ZEROS : base.groups[group];
      byte[][] now = before;
      int first = group << GROUP_BITS;
      for (int page = first; page < Math.min(count, first + GROUP); page++) {
        if (base == null || memory.isDirty(page)) {
          now = now == before ? before.clone() : now;
          now[page - first] = copy(memory, page);
        }
      }
      groups[group] = now;
    }
    return new Pages(groups);
  }

  private static byte[] copy(Memory memory, int page) {
    if (memory.isZero(page)) {
      return null;
    }
    byte[] bytes = new byte[Memory.PAGE_SIZE];
    memory.readPage(page, bytes);
    return bytes;
  }

  byte[] page(int index) {
    return groups[index >>> GROUP_BITS][index & GROUP - 1];
  }

  /**
   * How many pages other than zeros are not shared with a checkpoint.
   *
   * @param other of the same memory; null for none
   */
  int notIn(Pages other) {
    int count = 0;
    for (int group = 0; group < groups.length; group++) {
      byte[][] known = other == null ? ZEROS : other.groups[group];
      if (groups[group] != known) {
        for (int page = 0; page < GROUP; page++) {
          byte[] bytes = groups[group][page];
          count += bytes != null && bytes != known[page] ? 1 : 0;
        }
      }
    }
    return count;
  }

  /**
   * Fills memory with this.
   *
   * @param base what memory held when no page was dirty; null when that is not known
   */
  void restore(Memory memory, Pages base) {
    byte[] zeros = new byte[Memory.PAGE_SIZE];
    for (int page = 0; page < memory.pageCount(); page++) {
      byte[] wanted = page(page);
      boolean same = base != null && base.page(page) == wanted && !memory.isDirty(page);
      if (!same) {
        memory.writePage(page, wanted == null ? zeros : wanted);
      }
    }
    memory.clearDirty();
  }
}

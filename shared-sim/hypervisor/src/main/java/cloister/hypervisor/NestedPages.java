package cloister.hypervisor;

import cloister.bus.Memory;

/** The extended page tables of a guest: all of its memory, in pages of 4 KiB (SDM 3, 28.2.2). */
final class NestedPages {
  private static final int ALL = 7;
  private static final int WRITE_BACK = 6 << 3;
  private static final int ENTRIES = 512;
  private static final int FOUR_LEVELS = 3 << 3;

  private NestedPages() {}

  /**
   * Builds the tables in the guest's part of the pool.
   *
   * @return the EPT pointer
   */
  static int build(Memory memory, GuestMemory guest, int pool) {
    int page = Memory.PAGE_SIZE;
    clear(memory, pool, 3);
    memory.write32(pool, pool + page | ALL);
    memory.write32(pool + page, pool + 2 * page | ALL);
    int table = pool + 2 * page;
    for (int at = 0; at < guest.size(); at += page) {
      int index = at / page;
      if (index % ENTRIES == 0) {
        table += page;
        clear(memory, table, 1);
        memory.write32(pool + 2 * page + 8 * (index / ENTRIES), table | ALL);
      }
      memory.write32(table + 8 * (index % ENTRIES), guest.host(at) | WRITE_BACK | ALL);
    }
    return pool | FOUR_LEVELS | WRITE_BACK >> 3;
  }

  /** What the tables of so much memory take: one of each upper level, and the last ones. */
  static int bytes(int size) {
    int pages = size / Memory.PAGE_SIZE;
    return (3 + (pages + ENTRIES - 1) / ENTRIES) * Memory.PAGE_SIZE;
  }

  private static void clear(Memory memory, int from, int pages) {
    for (int at = from; at < from + pages * Memory.PAGE_SIZE; at += 4) {
      memory.write32(at, 0);
    }
  }
}

package cloister.hypervisor;

/** The page tables of a guest, read as its processor would (SDM 3, 4.3: 32-bit paging). */
final class GuestTables {
  static final int PRESENT = 1;
  static final int WRITABLE = 2;
  static final int USER = 4;
  static final int ACCESSED = 0x20;
  static final int DIRTY = 0x40;
  static final int LARGE = 0x80;
  private static final int PAGE_SIZE_EXTENSIONS = 0x10;
  private static final int FRAME = 0xFFFFF000;

  private final GuestMemory memory;
  private final VirtualCpu cpu;

  GuestTables(GuestMemory memory, VirtualCpu cpu) {
    this.memory = memory;
    this.cpu = cpu;
  }

  /**
   * Where a linear address leads.
   *
   * @param physical guest-physical address
   * @param directory guest-physical address of the entry in the page directory; -1 without paging
   * @param table that of the entry in the page table; -1 for a page of 4 MiB and without paging
   */
  record Walk(
      boolean present, int physical, boolean writable, boolean user, int directory, int table) {

    /** The page-fault error code of an access (SDM 3, 4.7), or -1 where it is allowed. */
    int fault(boolean write, boolean byUser, boolean protectsWrites) {
      boolean refused = byUser && !user || write && !writable && (byUser || protectsWrites);
      if (present && !refused) {
        return -1;
      }
      return (present ? 1 : 0) | (write ? 2 : 0) | (byUser ? 4 : 0);
    }
  }

  Walk walk(int linear) {
    if (!cpu.pages()) {
      return new Walk(true, linear, true, true, -1, -1);
    }
    int directory = (cpu.cr3 & FRAME) + 4 * (linear >>> 22);
    int upper = memory.read32(directory);
    if ((upper & PRESENT) == 0) {
      return new Walk(false, 0, false, false, directory, -1);
    }
    if ((upper & LARGE) != 0 && (cpu.cr4 & PAGE_SIZE_EXTENSIONS) != 0) {
      int physical = upper & 0xFFC00000 | linear & 0x3FFFFF;
      return new Walk(true, physical, (upper & WRITABLE) != 0, (upper & USER) != 0, directory, -1);
    }
    int table = (upper & FRAME) + 4 * (linear >>> 12 & 0x3FF);
    int lower = memory.read32(table);
    if ((lower & PRESENT) == 0) {
      return new Walk(false, 0, false, false, directory, table);
    }
    int both = upper & lower;
    int physical = lower & FRAME | linear & ~FRAME;
    return new Walk(true, physical, (both & WRITABLE) != 0, (both & USER) != 0, directory, table);
  }

  /** Marks what the processor marks when it uses the way to a page. */
  void mark(Walk walk, boolean write) {
    if (walk.directory() < 0) {
      return;
    }
    boolean large = walk.table() < 0;
    set(walk.directory(), ACCESSED | (large && write ? DIRTY : 0));
    if (!large) {
      set(walk.table(), ACCESSED | (write ? DIRTY : 0));
    }
  }

  /** True when it is marked that the way to a page was used. */
  boolean isMarked(Walk walk) {
    boolean upper = walk.directory() < 0 || (memory.read32(walk.directory()) & ACCESSED) != 0;
    return upper && (walk.table() < 0 || (memory.read32(walk.table()) & ACCESSED) != 0);
  }

  /** True when a write has been marked already, so that no further one has to be seen. */
  boolean isDirty(Walk walk) {
    int last = walk.table() < 0 ? walk.directory() : walk.table();
    return last < 0 || (memory.read32(last) & DIRTY) != 0;
  }

  private void set(int entry, int bits) {
    int value = memory.read32(entry);
    if ((value & bits) != bits) {
      memory.write32(entry, value | bits);
    }
  }
}

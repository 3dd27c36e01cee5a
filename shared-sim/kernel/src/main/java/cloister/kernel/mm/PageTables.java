package cloister.kernel.mm;

import cloister.bus.Memory;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cgroup.PageUse;

/**
 * Page directory and page tables of one address space, in simulated memory (SDM 3, 5.3). The upper
 * quarter is the kernel's and the same everywhere.
 */
final class PageTables {
  static final int PRESENT = 1;
  static final int WRITABLE = 2;
  static final int USER = 4;

  private static final int ENTRIES = 1024;
  private static final int FIRST_OF_KERNEL = 768;

  private final Frames frames;
  private final Memory memory;
  private int directory;

  PageTables(Frames frames) {
    this.frames = frames;
    memory = frames.memory();
  }

  /** Makes an empty directory with the kernel's part as in another one. */
  void create(int kernelDirectory) throws KernelError {
    directory = frames.allocate(PageUse.PAGE_TABLE);
    for (int i = FIRST_OF_KERNEL; i < ENTRIES; i++) {
      int entry = memory.read32((kernelDirectory << Frames.BITS) + 4 * i);
      memory.write32((directory << Frames.BITS) + 4 * i, entry);
    }
  }

  /** Number of the frame with the directory; 0 without one. */
  int directory() {
    return directory;
  }

  void setDirectory(int frame) {
    directory = frame;
  }

  /** The entry of a page; 0 where there is none. */
  int entry(int page) {
    int table = memory.read32(directoryEntry(page));
    return (table & PRESENT) == 0 ? 0 : memory.read32(entryAddress(table, page));
  }

  void setEntry(int page, int entry) throws KernelError {
    requireTable(page);
    memory.write32(entryAddress(memory.read32(directoryEntry(page)), page), entry);
  }

  /** Makes the table of a page, before something is taken that would be lost without it. */
  void requireTable(int page) throws KernelError {
    if ((memory.read32(directoryEntry(page)) & PRESENT) == 0) {
      int table = frames.allocate(PageUse.PAGE_TABLE) << Frames.BITS | PRESENT | WRITABLE | USER;
      memory.write32(directoryEntry(page), table);
    }
  }

  /** Takes an entry away that is there. */
  void clearEntry(int page) {
    memory.write32(entryAddress(memory.read32(directoryEntry(page)), page), 0);
  }

  /** The first page behind {@code page} that a table could map, if its own has none. */
  int skipMissing(int page) {
    boolean missing = (memory.read32(directoryEntry(page)) & PRESENT) == 0;
    return missing ? (page | ENTRIES - 1) + 1 : page;
  }

  private int directoryEntry(int page) {
    return (directory << Frames.BITS) + 4 * (page / ENTRIES);
  }

  private static int entryAddress(int table, int page) {
    return (table & ~(Frames.SIZE - 1)) + 4 * (page % ENTRIES);
  }

  /** How many pages they take, the directory among them. */
  int pages() {
    int count = 1;
    for (int i = 0; i < FIRST_OF_KERNEL; i++) {
      count += memory.read32((directory << Frames.BITS) + 4 * i) & PRESENT;
    }
    return count;
  }

  /** Gives back tables and directory; what they mapped is gone before. */
  void release() {
    for (int i = 0; i < FIRST_OF_KERNEL; i++) {
      int table = memory.read32((directory << Frames.BITS) + 4 * i);
      if ((table & PRESENT) != 0) {
        frames.release(table >>> Frames.BITS);
      }
    }
    frames.releaseLater(directory);
    directory = 0;
  }
}

package cloister.cpu.paging;

import cloister.bus.Memory;
import cloister.cpu.core.Core;

/**
 * A walk of 32-bit paging to a page of 4 KiB, through entries in plain RAM of which the first is
 * marked as used already: most are such. It leaves all others to {@link PageWalk}.
 */
final class PlainWalk {
  private static final int PAGE_MASK = -Memory.PAGE_SIZE;
  private static final int LEADING = PageEntry.PRESENT | PageEntry.ACCESSED;
  private static final int INDEX = 0x3ff;
  private static final int ENTRY_BYTES = 4;

  private final Core core;
  private final Memory memory;

  private int directoryEntry;
  private int tableAddress;
  private int tableEntry;

  PlainWalk(Core core) {
    this.core = core;
    memory = core.memory;
  }

  /** Whether it came as far as the entry of a table; which may be absent. */
  boolean reachesTable(int linear) {
    int address = (core.cr3 & PAGE_MASK) + ENTRY_BYTES * (linear >>> 22);
    if (core.wideEntries() || !memory.readsPlainly(address, ENTRY_BYTES)) {
      return false;
    }
    directoryEntry = memory.plain32(address);
    tableAddress = (directoryEntry & PAGE_MASK) + ENTRY_BYTES * (linear >>> 12 & INDEX);
    if ((directoryEntry & (LEADING | PageEntry.LARGE)) != LEADING
        || !memory.readsPlainly(tableAddress, ENTRY_BYTES)) {
      return false;
    }
    tableEntry = memory.plain32(tableAddress);
    return true;
  }

  /** Of a walk that {@link #reachesTable}. */
  boolean isPresent() {
    return PageEntry.has(tableEntry, PageEntry.PRESENT);
  }

  int tableAddress() {
    return tableAddress;
  }

  int tableEntry() {
    return tableEntry;
  }

  /** Physical address of the page that is present. */
  int frame() {
    return tableEntry & PAGE_MASK;
  }

  /** What the entries say together, once the page has been used. */
  int rights(boolean write) {
    int both = directoryEntry & tableEntry & (PageEntry.WRITABLE | PageEntry.USER);
    int global = (core.cr4 & Core.CR4_PGE) != 0 ? PageEntry.GLOBAL : 0;
    return both | used(write) & (PageEntry.DIRTY | global);
  }

  /** Marks the page as used, if that does nothing else. */
  boolean marksUsed(boolean write) {
    int marked = used(write);
    if (marked != tableEntry) {
      if (!memory.writesPlainly(tableAddress, ENTRY_BYTES)) {
        return false;
      }
      memory.setPlain32(tableAddress, marked);
    }
    return true;
  }

  private int used(boolean write) {
    return tableEntry | PageEntry.ACCESSED | (write ? PageEntry.DIRTY : 0);
  }
}

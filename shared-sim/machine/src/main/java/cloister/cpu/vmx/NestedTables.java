package cloister.cpu.vmx;

import cloister.bus.Memory;
import cloister.cpu.core.Virtualization;

/**
 * Extended page tables (SDM 3, 28.2): four levels that lead from a guest's physical address to the
 * machine's.
 */
final class NestedTables {
  private static final int READ = 1;
  private static final int WRITE = 2;
  private static final int FETCH = 4;
  private static final int ALL = READ | WRITE | FETCH;
  private static final int LARGE = 1 << 7;
  private static final int PAGE_MASK = -Memory.PAGE_SIZE;
  private static final int LARGE_BYTES = 1 << 21;

  /** Address bits that this processor has not. */
  private static final int HIGH_ADDRESS = 0xFFFFF;

  private final Memory memory;
  private int entry;
  private int entryHigh;
  private int level;
  private int allowed;
  private int problem;

  NestedTables(Memory memory) {
    this.memory = memory;
  }

  /**
   * Walks.
   *
   * @param pointer the EPT pointer
   * @param access what is to be done, as bits of the qualification
   * @return false when that is a violation or the tables are no such tables: see {@link #problem}
   */
  boolean allows(int pointer, int address, int access) {
    allowed = ALL;
    int table = pointer & PAGE_MASK;
    for (level = 4; level > 0; level--) {
      int shift = 12 + 9 * (level - 1);
      int index = shift > 31 ? 0 : address >>> shift & 0x1FF;
      entry = memory.read32(table + 8 * index);
      entryHigh = memory.read32(table + 8 * index + 4);
      allowed &= entry;
      if ((entry & ALL) == 0) {
        problem = Virtualization.EPT_VIOLATION;
        return false;
      }
      if (isMisconfigured()) {
        problem = Virtualization.EPT_MISCONFIGURATION;
        return false;
      }
      if (isLeaf()) {
        break;
      }
      table = entry & PAGE_MASK;
    }
    problem = Virtualization.EPT_VIOLATION;
    return (allowed & access) == access;
  }

  private boolean isLeaf() {
    return level == 1 || level == 2 && (entry & LARGE) != 0;
  }

  /** Write without read, reserved bits, memory types that there are not. */
  private boolean isMisconfigured() {
    if ((entry & (READ | WRITE)) == WRITE || (entryHigh & HIGH_ADDRESS) != 0) {
      return true;
    }
    if (!isLeaf()) {
      int reserved = level == 2 ? 0x78 : 0xF8;
      return (entry & reserved) != 0;
    }
    int type = entry >>> 3 & 7;
    boolean unknownType = type == 2 || type == 3 || type == 7;
    return unknownType || level == 2 && (entry & LARGE_BYTES - 1 & PAGE_MASK) != 0;
  }

  /** The reason to leave the guest for. */
  int problem() {
    return problem;
  }

  /** What all entries of the way allow. */
  int allowed() {
    return allowed;
  }

  /** Where the address leads, of a walk that is allowed. */
  int physical(int address) {
    int offset = level == 2 ? LARGE_BYTES - 1 : Memory.PAGE_SIZE - 1;
    return entry & ~offset & PAGE_MASK | address & offset;
  }
}

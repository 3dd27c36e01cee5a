package cloister.cpu.paging;

import cloister.cpu.core.Core;
import cloister.event.Rule;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * The four page-directory-pointer-table entries, which PAE paging keeps in registers of the
 * processor from one load of CR3 to the next (SDM 3, 5.4.1).
 */
public final class PointerTable implements Saveable {
  private static final int COUNT = 4;
  private static final int RESERVED = 0x1e6;

  private final Core core;
  private final int[] entries = new int[COUNT];
  private int base;

  PointerTable(Core core) {
    this.core = core;
  }

  /** Reads all four; a present one with a reserved bit set is refused before any is replaced. */
  void load(int cr3) {
    int table = cr3 & ~31;
    for (int index = 0; index < COUNT; index++) {
      int low = read32(table + 8 * index);
      int high = read32(table + 8 * index + 4);
      boolean reserved = (low & RESERVED) != 0 || high != 0;
      if (PageEntry.has(low, PageEntry.PRESENT) && reserved) {
        throw core.generalProtection(0, Rule.POINTER_TABLE_BITS, cr3, low, table + 8 * index);
      }
    }
    base = table;
    for (int index = 0; index < COUNT; index++) {
      entries[index] = read32(table + 8 * index);
    }
  }

  private int read32(int address) {
    int place = core.nested ? core.virtualization.physical(address, 1, 0, true) : address;
    return core.memory.read32(place);
  }

  /** A VM entry or exit brings them along. */
  public void set(int index, int low) {
    entries[index] = low;
  }

  void clear() {
    base = 0;
    for (int index = 0; index < COUNT; index++) {
      entries[index] = 0;
    }
  }

  /** The low word; the upper word of a present entry is 0. */
  public int low(int index) {
    return entries[index];
  }

  /** Where the entry was read from. */
  public int address(int index) {
    return base + 8 * index;
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(base);
    out.writeInts(entries);
  }

  @Override
  public void load(StateReader in) {
    base = in.readInt();
    in.readInts(entries);
  }
}

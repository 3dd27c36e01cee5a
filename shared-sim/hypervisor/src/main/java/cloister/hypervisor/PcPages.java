package cloister.hypervisor;

import cloister.bus.Memory;

/**
 * Extended page tables for a guest that has a whole PC: every address of it is one of the machine,
 * so that ROMs and the memory of the display are where they are. What is the hypervisor's own leads
 * to where nothing is, and the registers of the APICs nowhere.
 */
final class PcPages {
  /** Offsets in the hypervisor's memory: four levels, and tables for what is not all the same. */
  private static final int TOP = 0x10000;

  private static final int POINTERS = 0x11000;
  private static final int DIRECTORIES = 0x12000;
  private static final int TABLES = 0x16000;

  /** All of it, for whoever makes the memory. */
  static final int END = 0x1A000;

  private static final int LARGE_BYTES = 1 << 21;
  private static final int ENTRIES = 512;
  private static final int ALL = 7;
  private static final int WRITE_BACK = 6 << 3;
  private static final int LARGE = 1 << 7;
  private static final int FOUR_LEVELS = 3 << 3;
  private static final int IO_APIC = 0xFEC00000;
  private static final int LOCAL_APIC = 0xFEE00000;

  private final Memory memory;
  private final int own;
  private final int guestBytes;
  private int tables;

  /**
   * @param own where the hypervisor's memory begins, a multiple of 4 MiB
   * @param guestBytes where the guest's ends
   */
  PcPages(Memory memory, int own, int guestBytes) {
    this.memory = memory;
    this.own = own;
    this.guestBytes = guestBytes;
  }

  /** The EPT pointer of the tables, which are built. */
  int build() {
    tables = 0;
    set(own + TOP, own + POINTERS | ALL);
    for (int i = 0; i < 4; i++) {
      set(own + POINTERS + 8 * i, own + DIRECTORIES + i * Memory.PAGE_SIZE | ALL);
    }
    for (int i = 0; i < 4 * ENTRIES; i++) {
      set(directoryEntry(i * LARGE_BYTES), i * LARGE_BYTES | LARGE | WRITE_BACK | ALL);
    }
    for (int at = guestBytes & -LARGE_BYTES; at <= own; at += LARGE_BYTES) {
      if (at < guestBytes) {
        divide(at);
        hide(guestBytes, at + LARGE_BYTES);
      } else {
        set(directoryEntry(at), nowhere() | LARGE | WRITE_BACK | ALL);
      }
    }
    divide(IO_APIC);
    divide(LOCAL_APIC);
    shut();
    return own + TOP | FOUR_LEVELS | WRITE_BACK >> 3;
  }

  /** Behind the hypervisor's memory nothing is, whatever address line 20 does. */
  private int nowhere() {
    return own + LARGE_BYTES;
  }

  private int directoryEntry(int address) {
    return own + DIRECTORIES + 8 * (address >>> 21);
  }

  private void hide(int first, int end) {
    for (int at = first; at < end; at += Memory.PAGE_SIZE) {
      set(entry(at), nowhere() | WRITE_BACK | ALL);
    }
  }

  /**
   * Where a guest's physical address leads, for what is done in memory in its place: as the tables
   * say, but for the registers of the APICs.
   */
  int host(int physical) {
    boolean hidden = physical >= guestBytes && physical < own + LARGE_BYTES;
    return hidden ? nowhere() | physical & Memory.PAGE_SIZE - 1 : physical;
  }

  private int entry(int address) {
    int table = memory.read32(directoryEntry(address)) & -Memory.PAGE_SIZE;
    return table + 8 * (address >>> 12 & ENTRIES - 1);
  }

  /** Has a table of small pages in the place of a large one. */
  private void divide(int address) {
    int table = own + TABLES + tables * Memory.PAGE_SIZE;
    tables++;
    for (int i = 0; i < ENTRIES; i++) {
      set(table + 8 * i, address + i * Memory.PAGE_SIZE | WRITE_BACK | ALL);
    }
    set(directoryEntry(address), table | ALL);
  }

  /** True for registers that the guest reaches with the hypervisor's help alone. */
  static boolean isDevice(int physical) {
    int page = physical & -Memory.PAGE_SIZE;
    return page == IO_APIC || page == LOCAL_APIC;
  }

  /** Lets the guest reach such registers. */
  void open(int physical) {
    int page = physical & -Memory.PAGE_SIZE;
    set(entry(page), page | ALL);
  }

  void shut() {
    set(entry(IO_APIC), 0);
    set(entry(LOCAL_APIC), 0);
  }

  private void set(int address, int low) {
    memory.write32(address, low);
    memory.write32(address + 4, 0);
  }
}

package cloister.cpu.paging;

import cloister.bus.Memory;
import cloister.cpu.core.Core;
import cloister.event.Rule;

/**
 * One walk through the paging structures for one linear address (SDM 3, 5.3 and 5.4): which entries
 * were read and what they say together. It only reads; {@link Paging} decides what an access may do
 * and writes the accessed and dirty bits back.
 */
public final class PageWalk {
  private static final int PAGE_MASK = -Memory.PAGE_SIZE;
  private static final int LARGE_RESERVED_32 = 0x1ff << 13;
  private static final int LARGE_RESERVED_PAE = 0xff << 13;

  private static final int FLAT =
      PageEntry.PRESENT
          | PageEntry.WRITABLE
          | PageEntry.USER
          | PageEntry.ACCESSED
          | PageEntry.DIRTY;

  private final Core core;
  private final PointerTable pointers;
  private final Memory memory;

  private int linear;

  /** It leaves no trace, and nobody is called because of it. */
  private final boolean fromOutside;

  private boolean wide;
  private boolean noExecuteEnabled;

  private int pointerAddress;
  private int pointer;
  private int directoryAddress;
  private int directoryLow;
  private int directoryHigh;
  private int tableAddress;
  private int tableLow;
  private int tableHigh;
  private boolean large;

  private boolean complete;
  private Rule refusal = Rule.PAGE_NOT_PRESENT;
  private int decidingAddress;
  private int decidingEntry;

  PageWalk(Core core, PointerTable pointers, boolean fromOutside) {
    this.fromOutside = fromOutside;
    this.core = core;
    this.pointers = pointers;
    memory = core.memory;
  }

  /** Walks; afterwards the other methods tell what was found. */
  PageWalk to(int address) {
    linear = address;
    wide = (core.cr4 & Core.CR4_PAE) != 0;
    noExecuteEnabled = wide && core.noExecuteEnabled();
    directoryAddress = 0;
    directoryLow = 0;
    directoryHigh = 0;
    tableAddress = 0;
    tableLow = 0;
    tableHigh = 0;
    large = false;
    if (!core.paging()) {
      return flat();
    }
    complete = readPointer() && readDirectory() && (large || readTable());
    return this;
  }

  /** Without tables of its own, where only a hypervisor's translate. */
  private PageWalk flat() {
    directoryLow = FLAT;
    tableLow = linear & PAGE_MASK | FLAT;
    complete = true;
    return this;
  }

  /**
   * Where an entry lies in memory.
   *
   * @param access as EPT names it
   */
  int place(int address, int access) {
    if (!core.nested) {
      return address;
    }
    return fromOutside
        ? core.virtualization.peek(address)
        : core.virtualization.physical(address, access, linear, true);
  }

  private int read32(int address) {
    return memory.read32(place(address, 1));
  }

  public int linear() {
    return linear;
  }

  /** True when every entry is present and none has a reserved bit set. */
  public boolean complete() {
    return complete;
  }

  /** Why the walk is not complete. */
  public Rule refusal() {
    return refusal;
  }

  /** Where the entry lies that ended the walk or, after {@link #lacking}, that denies a right. */
  public int decidingAddress() {
    return decidingAddress;
  }

  /** The word of the entry that decided. */
  public int decidingEntry() {
    return decidingEntry;
  }

  /** True for PAE: entries of eight bytes, and a pointer table before the directories. */
  public boolean wide() {
    return wide;
  }

  /** Where the pointer-table entry was read from when CR3 was loaded; only with PAE. */
  public int pointerAddress() {
    return pointerAddress;
  }

  /** What leads to the directory: CR3, or with PAE the entry that the processor keeps. */
  public int pointer() {
    return pointer;
  }

  /** True when the walk came as far as an entry of a directory. */
  public boolean reachedDirectory() {
    return !wide || PageEntry.has(pointer, PageEntry.PRESENT);
  }

  /** True when the walk came as far as an entry of a table. */
  public boolean reachedTable() {
    boolean sound = (directoryHigh & reservedHigh()) == 0;
    return reachedDirectory() && PageEntry.has(directoryLow, PageEntry.PRESENT) && sound && !large;
  }

  public int directoryAddress() {
    return directoryAddress;
  }

  /** The low word; {@link #directoryHigh} is 0 without PAE. */
  public int directoryEntry() {
    return directoryLow;
  }

  public int directoryHigh() {
    return directoryHigh;
  }

  /** 0 when the directory maps a large page. */
  public int tableAddress() {
    return tableAddress;
  }

  public int tableEntry() {
    return tableLow;
  }

  public int tableHigh() {
    return tableHigh;
  }

  /** True when no page table took part: a page of 4 MiB, or of 2 MiB with PAE. */
  public boolean large() {
    return large;
  }

  /** The entry that maps the page: of the directory for a large one, else of the table. */
  int lastAddress() {
    return large ? directoryAddress : tableAddress;
  }

  int lastEntry() {
    return large ? directoryLow : tableLow;
  }

  public boolean writable() {
    return allows(PageEntry.WRITABLE);
  }

  public boolean user() {
    return allows(PageEntry.USER);
  }

  public boolean noExecute() {
    return noExecuteEnabled && (directoryHigh | tableHigh) < 0;
  }

  public boolean dirty() {
    return PageEntry.has(lastEntry(), PageEntry.DIRTY);
  }

  /** A global page's translation outlives a change of CR3 (SDM 3, 5.10.2.4). */
  public boolean global() {
    return (core.cr4 & Core.CR4_PGE) != 0 && PageEntry.has(lastEntry(), PageEntry.GLOBAL);
  }

  /** Bytes of a page that a directory entry maps, 4 MiB or 2 MiB. */
  int largeBytes() {
    return (core.cr4 & Core.CR4_PAE) != 0 ? 1 << 21 : 1 << 22;
  }

  /** Physical address of the 4 KiB page; a large page is looked at in pieces of that size. */
  public int frame() {
    if (!large) {
      return tableLow & PAGE_MASK;
    }
    int mask = -largeBytes();
    return directoryLow & mask | linear & ~mask & PAGE_MASK;
  }

  public int physical() {
    return frame() | linear & ~PAGE_MASK;
  }

  /** The processor has set these bits in the entries: A in all, D in the last one. */
  void marked(int bits) {
    directoryLow |= large ? bits : PageEntry.ACCESSED;
    tableLow |= large ? 0 : bits;
  }

  /** Makes the first entry that lacks a right the one that decided. */
  void lacking(int bit) {
    boolean inDirectory = !PageEntry.has(directoryLow, bit);
    decide(inDirectory ? directoryAddress : tableAddress, inDirectory ? directoryLow : tableLow);
  }

  /** Makes the first entry that forbids execution the one that decided: its upper word. */
  void executing() {
    boolean inDirectory = directoryHigh < 0;
    decide(
        (inDirectory ? directoryAddress : tableAddress) + 4,
        inDirectory ? directoryHigh : tableHigh);
  }

  private boolean allows(int bit) {
    return PageEntry.has(directoryLow, bit) && (large || PageEntry.has(tableLow, bit));
  }

  /** With PAE the upper two bits of the address select one of four registers. */
  private boolean readPointer() {
    if (!wide) {
      pointer = core.cr3;
      return true;
    }
    int index = linear >>> 30;
    pointer = pointers.low(index);
    pointerAddress = pointers.address(index);
    return PageEntry.has(pointer, PageEntry.PRESENT)
        || refuse(Rule.PAGE_NOT_PRESENT, pointerAddress, pointer);
  }

  private boolean readDirectory() {
    int index = wide ? linear >>> 21 & 0x1ff : linear >>> 22;
    directoryAddress = (pointer & PAGE_MASK) + index * (wide ? 8 : 4);
    directoryLow = read32(directoryAddress);
    directoryHigh = wide ? read32(directoryAddress + 4) : 0;
    boolean mayBeLarge = wide || (core.cr4 & Core.CR4_PSE) != 0;
    large = mayBeLarge && PageEntry.has(directoryLow, PageEntry.LARGE);
    int reserved = !large ? 0 : wide ? LARGE_RESERVED_PAE : LARGE_RESERVED_32;
    return check(directoryAddress, directoryLow, directoryHigh, reserved);
  }

  private boolean readTable() {
    int index = linear >>> 12 & (wide ? 0x1ff : 0x3ff);
    tableAddress = (directoryLow & PAGE_MASK) + index * (wide ? 8 : 4);
    tableLow = read32(tableAddress);
    tableHigh = wide ? read32(tableAddress + 4) : 0;
    return check(tableAddress, tableLow, tableHigh, 0);
  }

  private boolean check(int address, int low, int high, int reserved) {
    if (!PageEntry.has(low, PageEntry.PRESENT)) {
      return refuse(Rule.PAGE_NOT_PRESENT, address, low);
    }
    if ((low & reserved) != 0) {
      return refuse(Rule.PAGE_RESERVED_BITS, address, low);
    }
    return (high & reservedHigh()) == 0 || refuse(Rule.PAGE_RESERVED_BITS, address + 4, high);
  }

  private int reservedHigh() {
    return noExecuteEnabled ? PageEntry.RESERVED_HIGH : -1;
  }

  private boolean refuse(Rule rule, int address, int entry) {
    refusal = rule;
    decide(address, entry);
    return false;
  }

  private void decide(int address, int entry) {
    decidingAddress = address;
    decidingEntry = entry;
  }
}

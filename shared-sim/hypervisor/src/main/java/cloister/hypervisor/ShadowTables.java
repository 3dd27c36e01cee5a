package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The page tables that the processor really uses while a guest runs: they lead from the guest's
 * linear addresses to the host's memory, and are filled as the guest comes to its pages. Pages in
 * which the guest has tables of its own are not writable here, so that the hypervisor hears of
 * every change of them.
 */
final class ShadowTables implements Saveable {
  /** A directory and tables. */
  static final int LEVELS = 2;

  private static final int ENTRIES = 1024;
  private static final int FRAME = 0xFFFFF000;
  private static final int OWN = ENTRIES - 1;

  private final Memory memory;
  private final GuestMemory guest;
  private final int directory;
  private final int firstTable;
  private final int tables;

  /** For each table of the pool, the entry of the directory that it is for; -1 for a free one. */
  private final int[] uses;

  /** Guest-physical pages that are traced. */
  private final BitSet traced = new BitSet();

  private int nextTable;

  /**
   * @param pool physical address of the pages that are this guest's, the directory first
   * @param pages how many there are, at least two
   */
  ShadowTables(Memory memory, GuestMemory guest, int pool, int pages) {
    this.memory = memory;
    this.guest = guest;
    directory = pool;
    firstTable = pool + Memory.PAGE_SIZE;
    tables = pages - 1;
    uses = new int[tables];
    Arrays.fill(uses, -1);
  }

  /** What belongs into CR3. */
  int directory() {
    return directory;
  }

  /** What directory and used tables take. */
  int bytes() {
    int pages = 1;
    for (int use : uses) {
      pages += use < 0 ? 0 : 1;
    }
    return pages * Memory.PAGE_SIZE;
  }

  /** Forgets every way; only the host's own stays. */
  void clear() {
    for (int entry = 0; entry < ENTRIES; entry++) {
      memory.write32(directory + 4 * entry, 0);
    }
    memory.write32(
        directory + 4 * OWN, HostLayout.OWN_TABLE | GuestTables.PRESENT | GuestTables.WRITABLE);
    Arrays.fill(uses, -1);
    nextTable = 0;
    traced.clear();
  }

  /** Forgets the way to one page; that to the host's own is the host's. */
  void forget(int linear) {
    int table = table(linear);
    if (table != 0 && linear >>> 22 != OWN) {
      memory.write32(table + entry(linear), 0);
    }
  }

  /**
   * Enters the way to a page.
   *
   * @param physical guest-physical address
   */
  void enter(int linear, int physical, boolean writable, boolean user) {
    int table = table(linear);
    if (table == 0) {
      table = newTable(linear >>> 22);
    }
    boolean open = writable && !traced.get(physical >>> Memory.PAGE_BITS);
    int flags =
        GuestTables.PRESENT | (open ? GuestTables.WRITABLE : 0) | (user ? GuestTables.USER : 0);
    memory.write32(table + entry(linear), guest.host(physical) & FRAME | flags);
  }

  /** Without paging in the guest every page is where its number says. */
  void enterAll() {
    for (int address = 0; address < guest.size(); address += Memory.PAGE_SIZE) {
      enter(address, address, true, true);
    }
  }

  /** From now on writes to a guest-physical page are refused, wherever it is seen. */
  void trace(int physical) {
    int page = physical >>> Memory.PAGE_BITS;
    if (!guest.holds(physical) || traced.get(page)) {
      return;
    }
    traced.set(page);
    protect(page);
  }

  boolean isTraced(int physical) {
    return traced.get(physical >>> Memory.PAGE_BITS);
  }

  /** Lets one way to a traced page be written, or no more. */
  void open(int linear, boolean writable) {
    int table = table(linear);
    if (table != 0) {
      int at = table + entry(linear);
      int value = memory.read32(at);
      memory.write32(at, writable ? value | GuestTables.WRITABLE : value & ~GuestTables.WRITABLE);
    }
  }

  /** What is here for an entry of the guest's. */
  GuestWays.Behind behind(int linear, int physical) {
    int entry = entryOf(linear);
    boolean present = (entry & GuestTables.PRESENT) != 0;
    boolean open = (entry & GuestTables.WRITABLE) != 0;
    return new GuestWays.Behind(entryAddress(linear), entry, present, open, isTraced(physical));
  }

  /** Physical address of the entry for an address; 0 without a table for it. */
  int entryAddress(int linear) {
    int table = table(linear);
    return table == 0 ? 0 : table + entry(linear);
  }

  /** That entry; 0 without a table for it. */
  int entryOf(int linear) {
    int address = entryAddress(linear);
    return address == 0 ? 0 : memory.read32(address);
  }

  @Override
  public void save(StateWriter out) {
    out.writeInts(uses);
    out.writeInt(nextTable);
    out.writeInt(traced.cardinality());
    for (int page = traced.nextSetBit(0); page >= 0; page = traced.nextSetBit(page + 1)) {
      out.writeInt(page);
    }
  }

  @Override
  public void load(StateReader in) {
    in.readInts(uses);
    nextTable = in.readInt();
    traced.clear();
    for (int left = in.readInt(); left > 0; left--) {
      traced.set(in.readInt());
    }
  }

  private void protect(int page) {
    int wanted = guest.host(page << Memory.PAGE_BITS) & FRAME;
    for (int i = 0; i < tables; i++) {
      if (uses[i] < 0) {
        continue;
      }
      int table = firstTable + i * Memory.PAGE_SIZE;
      for (int entry = 0; entry < ENTRIES; entry++) {
        int value = memory.read32(table + 4 * entry);
        if ((value & GuestTables.PRESENT) != 0 && (value & FRAME) == wanted) {
          memory.write32(table + 4 * entry, value & ~GuestTables.WRITABLE);
        }
      }
    }
  }

  private int table(int linear) {
    int entry = memory.read32(directory + 4 * (linear >>> 22));
    return (entry & GuestTables.PRESENT) == 0 ? 0 : entry & FRAME;
  }

  private static int entry(int linear) {
    return 4 * (linear >>> Memory.PAGE_BITS & ENTRIES - 1);
  }

  /** When there is none left, the oldest one is taken. */
  private int newTable(int forEntry) {
    int index = nextTable;
    nextTable = (nextTable + 1) % tables;
    if (uses[index] >= 0) {
      memory.write32(directory + 4 * uses[index], 0);
    }
    uses[index] = forEntry;
    int table = firstTable + index * Memory.PAGE_SIZE;
    for (int entry = 0; entry < ENTRIES; entry++) {
      memory.write32(table + 4 * entry, 0);
    }
    // What is in the table decides; the directory leaves everything open.
    int all = GuestTables.PRESENT | GuestTables.WRITABLE | GuestTables.USER;
    memory.write32(directory + 4 * forEntry, table | all);
    return table;
  }
}

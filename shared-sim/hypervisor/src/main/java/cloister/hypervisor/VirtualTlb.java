package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.cpu.Cpu;
import cloister.cpu.core.Core;
import cloister.cpu.paging.Access;
import cloister.cpu.paging.PageEntry;
import cloister.cpu.paging.PageWalk;
import cloister.cpu.paging.Paging;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * Shadow page tables as a large translation buffer: filled when the processor misses an entry, from
 * the guest's own tables, whose entries are marked by the walk, and emptied when the guest's
 * processor forgets. There is a directory for translations of its kernel and one for its programs,
 * since what ring 1 may do is not what ring 0 may.
 */
final class VirtualTlb implements Saveable {
  private static final int PAGE_MASK = -Memory.PAGE_SIZE;
  private static final int ENTRIES = 1024;

  /** The last entry of each directory is the hypervisor's own. */
  private static final int OWN_ENTRY = ENTRIES - 1;

  private static final int OWN_PAGE = PageEntry.PRESENT | PageEntry.WRITABLE | PageEntry.LARGE;

  private final Memory memory;
  private final int own;
  private final int guestBytes;
  private final Cpu guest;

  /** Guest pages that may not be written, since translations are of them. */
  private final boolean[] traced;

  private int tables;

  /** What the guest's processor has forgotten is still here. */
  private boolean stale;

  /** Entries are gone that the processor's own buffer may still have. */
  private boolean emptied;

  /**
   * @param own where the hypervisor's memory begins, a multiple of 4 MiB
   * @param guest the processor that the guest has, with its tables
   */
  VirtualTlb(Memory memory, int own, int guestBytes, Cpu guest) {
    this.memory = memory;
    this.own = own;
    this.guestBytes = guestBytes;
    this.guest = guest;
    traced = new boolean[guestBytes >> Memory.PAGE_BITS];
    guest.paging().setDropWatcher((_, _) -> stale = true);
  }

  int directory(boolean user) {
    return own + (user ? PcTranslationLayout.USER_DIRECTORY : PcTranslationLayout.DIRECTORY);
  }

  /** Empties it, where the guest's processor has forgotten something. True if so. */
  boolean settle() {
    boolean was = stale;
    if (stale) {
      flush();
    }
    return was;
  }

  void flush() {
    stale = false;
    emptied = true;
    tables = 0;
    for (int i = 0; i < OWN_ENTRY; i++) {
      memory.write32(directory(false) + 4 * i, 0);
      memory.write32(directory(true) + 4 * i, 0);
    }
    memory.write32(directory(false) + 4 * OWN_ENTRY, own | OWN_PAGE);
    memory.write32(directory(true) + 4 * OWN_ENTRY, own | OWN_PAGE);
  }

  /** True once behind a {@link #flush}: the processor must forget, too. */
  boolean takeEmptied() {
    boolean was = emptied;
    emptied = false;
    return was;
  }

  /** A page of the guest's memory is not written any more without the hypervisor's knowledge. */
  void trace(int page, boolean on) {
    if (traced[page] != on) {
      traced[page] = on;
      if (on) {
        flush();
      }
    }
  }

  boolean isTraced(int page) {
    return page >= 0 && page < traced.length && traced[page];
  }

  /**
   * Where the guest's kernel would fetch from, with the marks that a fetch makes.
   *
   * @return negative for what is not plain memory of the guest's, or not mapped
   */
  int code(int linear) {
    memory.show(guestBytes);
    int physical = locate(linear, Access.SYSTEM_FETCH);
    boolean plain = isPlain(physical);
    memory.show(memory.size());
    return plain ? physical : -1;
  }

  /** Where that is, with no marks made; negative also where a fetch would make some. */
  int known(int linear) {
    memory.show(guestBytes);
    int physical = marked(linear);
    memory.show(memory.size());
    return physical;
  }

  private int marked(int linear) {
    if (!guest.paging().enabled()) {
      return isPlain(linear) ? linear : -1;
    }
    PageWalk walk = guest.paging().probe(linear);
    int last = walk.large() ? walk.directoryEntry() : walk.tableEntry();
    boolean fetched =
        PageEntry.has(walk.directoryEntry(), PageEntry.ACCESSED)
            && PageEntry.has(last, PageEntry.ACCESSED);
    boolean there = walk.complete() && fetched && !walk.noExecute();
    return there && isPlain(walk.physical()) ? walk.physical() : -1;
  }

  private boolean isPlain(int physical) {
    return physical >= 0 && physical < guestBytes && memory.isRam(physical);
  }

  private int locate(int linear, int access) {
    Paging paging = guest.paging();
    if (!paging.enabled()) {
      return linear;
    }
    PageWalk walk = paging.probe(linear);
    boolean user = (access & (Access.USER_READ | Access.USER_WRITE)) != 0;
    boolean write = (access & (Access.USER_WRITE | Access.SYSTEM_WRITE)) != 0;
    boolean binds = user || (guest.control(0) & Core.CR0_WP) != 0;
    if (!walk.complete()
        || user && !walk.user()
        || write && binds && !walk.writable()
        || access == Access.SYSTEM_FETCH && walk.noExecute()) {
      return -1;
    }
    return access == Access.SYSTEM_FETCH
        ? paging.translateFetch(linear)
        : paging.translate(linear, access);
  }

  /**
   * What the processor missed is filled in, if the guest's tables have it and it is plain memory.
   *
   * @return false when the access is for somebody else to do, or to refuse
   */
  boolean fill(boolean user, int linear, boolean write) {
    if (linear >>> 22 == OWN_ENTRY) {
      return false;
    }
    memory.show(guestBytes);
    int entry = entry(user, linear, write);
    memory.show(memory.size());
    if (entry == 0) {
      return false;
    }
    put(directory(user), linear, entry);
    return true;
  }

  private int entry(boolean user, int linear, boolean write) {
    int access =
        user
            ? write ? Access.USER_WRITE : Access.USER_READ
            : write ? Access.SYSTEM_WRITE : Access.SYSTEM_READ;
    int physical = locate(linear, access);
    if (physical < 0 || !isPlain(physical)) {
      return 0;
    }
    boolean writable = true;
    if (guest.paging().enabled()) {
      PageWalk walk = guest.paging().probe(linear);
      boolean binds = user || (guest.control(0) & Core.CR0_WP) != 0;
      writable = walk.dirty() && (walk.writable() || !binds);
    }
    writable &= !traced[physical >>> Memory.PAGE_BITS];
    if (write && !writable) {
      return 0;
    }
    return physical & PAGE_MASK
        | PageEntry.PRESENT
        | (user ? PageEntry.USER : 0)
        | (writable ? PageEntry.WRITABLE : 0);
  }

  private void put(int directory, int linear, int entry) {
    int at = directory + 4 * (linear >>> 22);
    int table = memory.read32(at) & PAGE_MASK;
    if (table == 0) {
      if (tables == PcTranslationLayout.MOST_TABLES) {
        flush();
      }
      table = own + PcTranslationLayout.TABLES + tables * Memory.PAGE_SIZE;
      tables++;
      for (int i = 0; i < ENTRIES; i++) {
        memory.write32(table + 4 * i, 0);
      }
      int all = PageEntry.PRESENT | PageEntry.WRITABLE | PageEntry.USER;
      memory.write32(at, table | all);
    }
    memory.write32(table + 4 * (linear >>> 12 & ENTRIES - 1), entry);
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(tables);
    out.writeBoolean(stale);
    out.writeBoolean(emptied);
    for (boolean page : traced) {
      out.writeBoolean(page);
    }
  }

  @Override
  public void load(StateReader in) {
    tables = in.readInt();
    stale = in.readBoolean();
    emptied = in.readBoolean();
    for (int i = 0; i < traced.length; i++) {
      traced[i] = in.readBoolean();
    }
  }
}

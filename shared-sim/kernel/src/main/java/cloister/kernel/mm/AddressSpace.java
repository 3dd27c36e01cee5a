package cloister.kernel.mm;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cgroup.PageUse;
import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.List;

/**
 * What a process sees of memory: areas, and the page tables that are filled as it touches them;
 * Linux's mm_struct.
 */
public final class AddressSpace extends KernelObject {
  /** The first page that is the kernel's: address C0000000h. */
  public static final int END = 0xC0000;

  /** Programs may not map below this (vm.mmap_min_addr). */
  public static final int LOWEST = 0x10;

  /** Where mappings begin, downwards: below the room that the stack may take. */
  public static final int MAPPINGS_TOP = 0xB7FFF;

  /** The stack may grow to 8 MiB. */
  public static final int STACK_PAGES = 2048;

  private static final Backing HEAP = Backing.zeros("[heap]");

  final Frames frames;
  final PageTables tables;
  final Areas areas = new Areas();
  private final StaleTranslations stale = new StaleTranslations();
  private int users = 1;
  private int resident;
  private int peakResident;

  /** Addresses between which the heap lies. */
  private int heapStart;

  private int heapEnd;
  private StartBlock start = StartBlock.NONE;
  private final Exposure exposure = new Exposure();

  public AddressSpace(int id, Frames frames) {
    super(id);
    this.frames = frames;
    tables = new PageTables(frames);
  }

  /** Who may look into it. */
  public Exposure exposure() {
    return exposure;
  }

  /** Makes its page directory, with the kernel's part as in another. */
  public AddressSpace begin(int kernelDirectory) throws KernelError {
    tables.create(kernelDirectory);
    return this;
  }

  /** The value of CR3. */
  public int directoryAddress() {
    return tables.directory() << Frames.BITS;
  }

  public StaleTranslations stale() {
    return stale;
  }

  public List<Area> areas() {
    return List.copyOf(areas.all());
  }

  public int totalPages() {
    return areas.pages();
  }

  public int residentPages() {
    return resident;
  }

  /** The most that there have been. */
  public int peakPages() {
    return areas.peak();
  }

  /** The most that were there. */
  public int peakResident() {
    return peakResident;
  }

  /** Pages of its tables. */
  public int tablePages() {
    return tables.pages();
  }

  /** All pages go, though the program that had them is still to end: it will miss none. */
  public void reap() {
    discard(0, END);
  }

  /** One more task lives in it. */
  public void share() {
    users++;
  }

  /** A task leaves; the last one gives everything back. */
  public void leave() {
    if (--users == 0) {
      unmap(0, END);
      tables.release();
    }
  }

  public int users() {
    return users;
  }

  /** What its program found when it started. */
  public StartBlock start() {
    return start;
  }

  public void setStart(StartBlock block) {
    start = block;
  }

  // Mappings.

  /**
   * Maps pages.
   *
   * @param page of what is behind them that is the first
   */
  public void map(int first, int end, int flags, Backing backing, int page) {
    unmap(first, end);
    areas.add(Area.of(first, end, flags, backing, page));
  }

  public void unmap(int first, int end) {
    for (Area area : areas.remove(first, end)) {
      forget(area.first, area.end);
      area.dropped();
    }
  }

  /**
   * Takes away all that is left of an attachment, which are files whose areas do not join.
   *
   * @param start the page that it began at
   * @return whether there was one
   */
  public boolean detach(int start) {
    MappedFile found = null;
    int end = END;
    for (Area area : areas()) {
      boolean begins = area.first >= start && area.first - start == area.sourcePage;
      MappedFile file = area.backing.file();
      if (begins && file != null && !file.joins() && (found == null || found == file)) {
        found = file;
        end = Math.min(end, start + pageAfter((int) area.backing.pages().sizeBytes()));
        if (area.end <= end) {
          unmap(area.first, area.end);
        }
      }
    }
    return found != null;
  }

  private void forget(int first, int end) {
    for (int page = tables.skipMissing(first); page < end; page = tables.skipMissing(page + 1)) {
      int entry = tables.entry(page);
      if (entry != 0) {
        frames.release(entry >>> Frames.BITS);
        resident--;
        tables.clearEntry(page);
        stale.add(page);
      }
    }
  }

  /** Gives pages of zeros back at once: they are zeros again when they are touched. */
  public void discard(int first, int end) {
    for (Area area : areas.within(first, end)) {
      forget(area.first, area.end);
    }
    areas.joinAll();
  }

  /** A place for so many pages: the wish, where that is free, or the highest one. */
  public int findFree(int pages, int wish) throws KernelError {
    if (wish >= LOWEST && wish + pages <= END && areas.isFree(wish, wish + pages)) {
      return wish;
    }
    int found = areas.freeBelow(MAPPINGS_TOP, pages, LOWEST);
    if (found < 0) {
      throw Errno.ENOMEM.error();
    }
    return found;
  }

  public boolean isFree(int first, int end) {
    return areas.isFree(first, end);
  }

  /** Changes rights; every page of the range must be mapped (mprotect(2)). */
  public void protect(int first, int end, int rights) throws KernelError {
    requireMapped(first, end);
    for (Area area : areas.all()) {
      boolean meant = area.first < end && area.end > first;
      boolean writes = (rights & Area.WRITE) != 0;
      if (meant && writes && (area.flags & Area.READ_ONLY_FILE) != 0) {
        throw Errno.EACCES.error();
      }
    }
    for (Area area : areas.within(first, end)) {
      area.flags = area.flags & ~Area.RIGHTS | rights;
      for (int page = area.first; page < area.end; page++) {
        restrict(page, area);
      }
    }
    areas.joinAll();
  }

  /** ENOMEM where a page of the range is not mapped. */
  public void requireMapped(int first, int end) throws KernelError {
    for (int page = first; page < end; page = areas.at(page).end) {
      if (areas.at(page) == null) {
        throw Errno.ENOMEM.error();
      }
    }
  }

  /** An entry never allows more than its area; what it may allow again comes with a fault. */
  private void restrict(int page, Area area) throws KernelError {
    int entry = tables.entry(page);
    if (entry != 0) {
      int allowed = area.allows(true) ? entry : entry & ~PageTables.WRITABLE;
      boolean none = (area.flags & Area.RIGHTS) == 0;
      tables.setEntry(page, none ? allowed & ~PageTables.USER : allowed | PageTables.USER);
      stale.add(page);
    }
  }

  /** Makes the end of an area longer, if it ends there and there is room behind it. */
  public boolean grow(int first, int oldPages, int newPages) {
    Area area = areas.at(first);
    int end = first + newPages;
    if (area.end != first + oldPages || end > END || !areas.isFree(area.end, end)) {
      return false;
    }
    areas.add(Area.of(area.end, end, area.flags, area.backing, area.sourceAt(area.end)));
    return true;
  }

  /** Moves pages with all that is behind them, for mremap(2). */
  public void move(int from, int pages, int to, int newPages) throws KernelError {
    Area old = areas.at(from);
    map(to, to + newPages, old.flags, old.backing, old.sourceAt(from));
    for (int i = 0; i < pages; i++) {
      int entry = tables.entry(from + i);
      if (entry != 0) {
        tables.setEntry(to + i, entry);
        tables.clearEntry(from + i);
        stale.add(from + i);
      }
    }
    unmap(from, from + pages);
  }

  /** The area that holds an address, by its pages; null where nothing is mapped. */
  public Area areaAt(int page) {
    return areas.at(page);
  }

  // The heap (brk(2)).

  public void setHeap(int address) {
    heapStart = address;
    heapEnd = address;
  }

  public int heapStart() {
    return heapStart;
  }

  /**
   * Moves the end of the heap.
   *
   * @return the end, which is the old one where the new one is not possible
   */
  public int moveHeapEnd(int address) {
    if (Integer.compareUnsigned(address, heapStart) < 0) {
      return heapEnd;
    }
    int oldEnd = pageAfter(heapEnd);
    int newEnd = pageAfter(address);
    if (newEnd > oldEnd) {
      if (newEnd > END || !areas.isFree(oldEnd, newEnd) || newEnd - oldEnd > frames.total()) {
        return heapEnd;
      }
      areas.add(Area.of(oldEnd, newEnd, Area.READ | Area.WRITE, HEAP, 0));
    } else if (newEnd < oldEnd) {
      unmap(newEnd, oldEnd);
    }
    heapEnd = address;
    return heapEnd;
  }

  /** The first page that begins at or behind an address. */
  public static int pageAfter(int address) {
    return (address >>> Frames.BITS) + ((address & Frames.SIZE - 1) == 0 ? 0 : 1);
  }

  // Faults.

  /** An access to a page was refused, or the kernel is about to make one. */
  public FaultResult fault(int page, boolean write) {
    Area area = areas.at(page);
    if (area == null) {
      area = growStack(page);
    }
    if (area == null) {
      return FaultResult.NOT_MAPPED;
    }
    if (!area.allows(write)) {
      return FaultResult.NOT_ALLOWED;
    }
    try {
      int entry = tables.entry(page);
      if (entry != 0) {
        return allowMore(area, page, entry, write);
      }
      return bring(area, page, write);
    } catch (KernelError noFrame) {
      return FaultResult.NO_MEMORY;
    }
  }

  private Area growStack(int page) {
    Area above = areas.atOrBehind(page);
    boolean grows =
        above != null
            && (above.flags & Area.GROWS_DOWN) != 0
            && above.end - page <= STACK_PAGES
            && page >= LOWEST;
    if (!grows) {
      return null;
    }
    above.first = page;
    areas.grown();
    return above;
  }

  FaultResult bring(Area area, int page, boolean write) throws KernelError {
    int rights = PageTables.PRESENT | PageTables.USER;
    int frame;
    tables.requireTable(page);
    if (area.backing.pages() == null) {
      frame = write ? frames.allocate(PageUse.ANONYMOUS) : shared(frames.zeroFrame());
      rights |= write ? PageTables.WRITABLE : 0;
    } else {
      int cached = area.backing.pages().frameToMap(area.sourceAt(page));
      if (cached < 0) {
        return FaultResult.BEHIND_END;
      }
      boolean own = write && !area.isShared();
      frame = own ? frames.copyOf(cached) : shared(cached);
      rights |= own || area.isShared() && area.allows(true) ? PageTables.WRITABLE : 0;
    }
    tables.setEntry(page, frame << Frames.BITS | rights);
    peakResident = Math.max(peakResident, ++resident);
    return FaultResult.DONE;
  }

  private int shared(int frame) {
    frames.share(frame);
    return frame;
  }

  /** The page is there: it was withheld, or is written for the first time since it was shared. */
  private FaultResult allowMore(Area area, int page, int entry, boolean write) throws KernelError {
    int frame = entry >>> Frames.BITS;
    int allowed = entry | PageTables.USER;
    if (write && (entry & PageTables.WRITABLE) == 0) {
      if (!area.isShared() && frames.users(frame) > 1) {
        int copy = frames.copyOf(frame);
        frames.release(frame);
        frame = copy;
      }
      allowed = frame << Frames.BITS | allowed & Frames.SIZE - 1 | PageTables.WRITABLE;
    }
    tables.setEntry(page, allowed);
    stale.add(page);
    return FaultResult.DONE;
  }

  /**
   * The physical address behind a linear one, for the kernel's own accesses on behalf of the
   * program.
   *
   * @throws KernelError EFAULT where the program could not make the access itself
   */
  int physical(int address, boolean write) throws KernelError {
    int page = address >>> Frames.BITS;
    int needed = PageTables.PRESENT | PageTables.USER | (write ? PageTables.WRITABLE : 0);
    if (page >= END) {
      throw Errno.EFAULT.error();
    }
    int entry = tables.entry(page);
    if ((entry & needed) != needed) {
      if (fault(page, write) != FaultResult.DONE) {
        throw Errno.EFAULT.error();
      }
      entry = tables.entry(page);
    }
    return entry & -Frames.SIZE | address & Frames.SIZE - 1;
  }

  /**
   * Becomes a copy of another one: the same areas, and the same frames until one of the two writes.
   */
  public void copyFrom(AddressSpace parent) throws KernelError {
    heapStart = parent.heapStart;
    heapEnd = parent.heapEnd;
    start = parent.start;
    exposure.copyFrom(parent.exposure);
    new SpaceCopy(parent, this).fill();
  }

  /** One more page is there, in a frame that others have, too. */
  void countShared(int frame) {
    frames.share(frame);
    peakResident = Math.max(peakResident, ++resident);
  }

  @Override
  public Kind kind() {
    return Kind.ADDRESS_SPACE;
  }

  @Override
  public void save(ObjectWriter out) {
    out.number(tables.directory());
    areas.save(out);
    out.number(users);
    out.number(resident);
    out.number(peakResident);
    out.number(heapStart);
    out.number(heapEnd);
    start.save(out);
    exposure.save(out);
    stale.save(out);
  }

  @Override
  public void load(ObjectReader in) {
    tables.setDirectory(in.number());
    areas.load(in);
    users = in.number();
    resident = in.number();
    peakResident = in.number();
    heapStart = in.number();
    heapEnd = in.number();
    start = StartBlock.load(in);
    exposure.load(in);
    stale.load(in);
  }
}

package cloister.kernel.mm;

import cloister.kernel.cgroup.PageUse;

/**
 * How many pages of an area, or of a whole address space, are in memory, and how: what {@code
 * /proc/PID/smaps} adds up (proc_pid_smaps(5)).
 */
public final class PageCounts {
  /** A page that many share counts as its part, in such fractions, as in Linux (PSS_SHIFT). */
  private static final int SHARE_BITS = 12;

  private static final int KIB_PER_PAGE = Frames.SIZE / 1024;

  private int resident;
  private int shared;
  private int own;
  private int anonymous;
  private long share;
  private long anonymousShare;

  private PageCounts() {}

  /** Of nothing yet. */
  public static PageCounts none() {
    return new PageCounts();
  }

  public static PageCounts of(AddressSpace space, Area area) {
    PageCounts counts = new PageCounts();
    PageTables tables = space.tables;
    for (int page = tables.skipMissing(area.first);
        page < area.end;
        page = tables.skipMissing(page + 1)) {
      if (tables.entry(page) != 0) {
        counts.count(space.frames, area, tables.entry(page) >>> Frames.BITS);
      }
    }
    return counts;
  }

  /** Pages of a space that are there for one use. */
  public static int of(AddressSpace space, PageUse use) {
    int count = 0;
    for (Area area : space.areas()) {
      for (int page = space.tables.skipMissing(area.first);
          page < area.end;
          page = space.tables.skipMissing(page + 1)) {
        int entry = space.tables.entry(page);
        count += entry != 0 && space.frames.isFor(entry >>> Frames.BITS, use) ? 1 : 0;
      }
    }
    return count;
  }

  /** Whether a page is in memory: in the tables, or among those of its file (mincore(2)). */
  public static boolean isPresent(AddressSpace space, int page) {
    Area area = space.areaAt(page);
    boolean kept = area != null && area.backing.pages() != null;
    return space.tables.entry(page) != 0 || kept && area.backing.pages().has(area.sourceAt(page));
  }

  /** A page of a file has its page cache as a user, which maps nothing. */
  private void count(Frames frames, Area area, int frame) {
    if (frame == frames.zeroFrame()) {
      return;
    }
    boolean file = frames.isFor(frame, PageUse.FILE) && area.backing.pages() != null;
    int users = Math.max(1, frames.users(frame) - (file ? 1 : 0));
    long part = ((long) Frames.SIZE << SHARE_BITS) / users;
    resident++;
    share += part;
    anonymous += file ? 0 : 1;
    anonymousShare += file ? 0 : part;
    if (users > 1) {
      shared++;
    } else {
      own++;
    }
  }

  public void add(PageCounts other) {
    resident += other.resident;
    shared += other.shared;
    own += other.own;
    anonymous += other.anonymous;
    share += other.share;
    anonymousShare += other.anonymousShare;
  }

  public int resident() {
    return resident;
  }

  /** KiB, as the other numbers. */
  public long residentSize() {
    return (long) resident * KIB_PER_PAGE;
  }

  public long sharedSize() {
    return (long) shared * KIB_PER_PAGE;
  }

  public long ownSize() {
    return (long) own * KIB_PER_PAGE;
  }

  public long anonymousSize() {
    return (long) anonymous * KIB_PER_PAGE;
  }

  public long shareSize() {
    return share >> 10 + SHARE_BITS;
  }

  public long anonymousShareSize() {
    return anonymousShare >> 10 + SHARE_BITS;
  }

  /** Of files, which all lie in tmpfs. */
  public long fileShareSize() {
    return share - anonymousShare >> 10 + SHARE_BITS;
  }
}

package cloister.kernel.mm;

import cloister.kernel.abi.KernelError;
import cloister.kernel.cgroup.PageUse;
import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.Arrays;

/**
 * The pages of a file, or of memory that processes share: frames by their place. A page that was
 * never written is a hole and has none.
 */
public final class PageCache extends KernelObject {
  /** A hole. */
  private static final int NONE = 0;

  /** What passing a page that is not there takes, as bytes that are cleared. */
  private static final int HOLE_BYTES = 64;

  private final Frames frames;
  private int[] pages = {};
  private long sizeBytes;

  /** The file, and every area that maps it. */
  private int users = 1;

  /** What bounds it; null without a bound. */
  private PageQuota quota;

  public PageCache(int id, Frames frames) {
    super(id);
    this.frames = frames;
  }

  public PageCache within(PageQuota bound) {
    quota = bound;
    return this;
  }

  /** One more uses it. */
  void share() {
    users++;
  }

  /** One less; without users its pages are given back. */
  public void leave() {
    if (--users == 0) {
      truncate(0);
    }
  }

  public long sizeBytes() {
    return sizeBytes;
  }

  boolean has(int page) {
    return page >= 0 && page < pages.length && pages[page] != NONE;
  }

  /** How many pages have a frame. */
  public int resident() {
    int count = 0;
    for (int frame : pages) {
      count += frame == NONE ? 0 : 1;
    }
    return count;
  }

  /**
   * The frame of a page that somebody maps, made where it is a hole.
   *
   * @return -1 where the file ends before it
   */
  int frameToMap(int page) throws KernelError {
    return page < 0 || (long) page << Frames.BITS >= sizeBytes ? -1 : frame(page);
  }

  private int frame(int page) throws KernelError {
    if (page >= pages.length) {
      pages = Arrays.copyOf(pages, Math.max(page + 1, pages.length * 2));
    }
    if (pages[page] == NONE) {
      if (quota != null) {
        quota.take();
      }
      pages[page] = frames.allocate(PageUse.FILE);
    }
    return pages[page];
  }

  /** Reads up to the end of the page, or of the file. */
  public int read(long position, byte[] into, int count) {
    long left = sizeBytes - position;
    if (left <= 0) {
      return 0; // however far behind the end
    }
    int offset = (int) position & Frames.SIZE - 1;
    int most = (int) Math.min(Math.min(count, left), Frames.SIZE - offset);
    if (most <= 0) {
      return 0;
    }
    int page = (int) (position >>> Frames.BITS);
    if (page >= pages.length || pages[page] == NONE) {
      Arrays.fill(into, 0, most, (byte) 0);
    } else {
      frames.read(pages[page], offset, into, 0, most);
    }
    return most;
  }

  /** Writes up to the end of the page; the file grows where that lies behind its end. */
  public int write(long position, byte[] from, int at, int count) throws KernelError {
    int offset = (int) position & Frames.SIZE - 1;
    int most = Math.min(count, Frames.SIZE - offset);
    frames.write(frame((int) (position >>> Frames.BITS)), offset, from, at, most);
    sizeBytes = Math.max(sizeBytes, position + most);
    return most;
  }

  /** Cuts the file, or makes it longer by a hole. */
  public void truncate(long size) {
    if (size < sizeBytes) {
      int kept = (int) (size + Frames.SIZE - 1 >>> Frames.BITS);
      for (int page = kept; page < pages.length; page++) {
        drop(page);
      }
      int rest = (int) size & Frames.SIZE - 1;
      if (rest != 0 && kept - 1 < pages.length && pages[kept - 1] != NONE) {
        frames.clear(pages[kept - 1], rest, Frames.SIZE - rest);
      }
    }
    sizeBytes = size;
  }

  /**
   * Gives every page of a range a frame; where one is not to be had, none that came with it stays.
   */
  public void allocate(long from, long end) throws KernelError {
    int first = (int) (from >>> Frames.BITS);
    int behind = (int) (end + Frames.SIZE - 1 >>> Frames.BITS);
    boolean[] fresh = new boolean[Math.min(behind - first, frames.total() + 1)];
    int page = first;
    try {
      for (; page < behind; page++) {
        boolean hole = page >= pages.length || pages[page] == NONE;
        frame(page);
        fresh[page - first] = hole;
      }
    } catch (KernelError full) {
      for (int i = first; i < page; i++) {
        if (fresh[i - first]) {
          drop(i);
        }
      }
      throw full;
    }
  }

  /** The first byte from a place on whose page has a frame, or has none; the size at most. */
  public long seek(long from, boolean present) {
    long at = from;
    long known = Math.min(sizeBytes, (long) pages.length << Frames.BITS);
    while (at < known && has((int) (at >>> Frames.BITS)) != present) {
      at = (at | Frames.SIZE - 1) + 1;
    }
    return at >= known && present ? sizeBytes : Math.min(at, sizeBytes);
  }

  /**
   * Makes a range zero; a whole page that nobody maps is a hole then.
   *
   * @return bytes that were cleared, with a few for each hole that was passed
   */
  public long punch(long from, long end) {
    long last = Math.min(end, (long) pages.length << Frames.BITS);
    long cleared = 0;
    for (long at = from; at < last; ) {
      int page = (int) (at >>> Frames.BITS);
      int offset = (int) at & Frames.SIZE - 1;
      int count = (int) Math.min(Frames.SIZE - offset, last - at);
      cleared += pages[page] == NONE ? HOLE_BYTES : count;
      if (pages[page] != NONE && count == Frames.SIZE && frames.users(pages[page]) == 1) {
        drop(page);
      } else if (pages[page] != NONE) {
        frames.clear(pages[page], offset, count);
      }
      at += count;
    }
    return cleared;
  }

  private void drop(int page) {
    if (pages[page] != NONE) {
      frames.release(pages[page]);
      pages[page] = NONE;
      if (quota != null) {
        quota.giveBack();
      }
    }
  }

  @Override
  public Kind kind() {
    return Kind.PAGE_CACHE;
  }

  @Override
  public void save(ObjectWriter out) {
    out.number(sizeBytes);
    out.numbers(pages);
    out.number(users);
    out.pointer(quota);
  }

  @Override
  public void load(ObjectReader in) {
    sizeBytes = in.longNumber();
    pages = in.numbers();
    users = in.number();
    quota = in.pointer();
  }
}

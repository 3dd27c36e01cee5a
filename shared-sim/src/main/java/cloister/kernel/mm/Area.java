package cloister.kernel.mm;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/**
 * A range of pages with the same rights and the same content behind them; Linux's vm_area_struct.
 * Pages are numbers: addresses divided by 4096.
 */
public final class Area {
  public static final int READ = 1;
  public static final int WRITE = 2;
  public static final int EXECUTE = 4;
  public static final int SHARED = 8;
  public static final int GROWS_DOWN = 16;

  /** Shared, of a file that was not opened for writing: it never becomes writable. */
  public static final int READ_ONLY_FILE = 32;

  /** READ, WRITE and EXECUTE. */
  public static final int RIGHTS = 7;

  int first;
  int end;
  int flags;

  /** What pages are taken from; null where they are zeros at first. */
  PageCache source;

  /** The page of the source that is the first here. */
  int sourcePage;

  /** As {@code /proc/PID/maps} shows it: the path of a file, {@code [heap]}, or nothing. */
  String name;

  private Area(int first, int end, int flags, PageCache source, int sourcePage, String name) {
    this.first = first;
    this.end = end;
    this.flags = flags;
    this.source = source;
    this.sourcePage = sourcePage;
    this.name = name;
  }

  public int first() {
    return first;
  }

  public int end() {
    return end;
  }

  public int flags() {
    return flags;
  }

  public String name() {
    return name;
  }

  boolean isShared() {
    return (flags & SHARED) != 0;
  }

  boolean holds(int page) {
    return page >= first && page < end;
  }

  boolean allows(boolean write) {
    return (flags & (write ? WRITE : READ | EXECUTE)) != 0;
  }

  /** A copy of a part. */
  Area part(int from, int to) {
    return of(from, to, flags, source, source == null ? 0 : sourcePage + from - first, name);
  }

  static Area of(int first, int end, int flags, PageCache source, int sourcePage, String name) {
    if (source != null) {
      source.share();
    }
    return new Area(first, end, flags, source, sourcePage, name);
  }

  /** It is in no list any more. */
  void dropped() {
    if (source != null) {
      source.leave();
    }
  }

  /** True when {@code next} only goes on with this one. */
  boolean goesOnWith(Area next) {
    return end == next.first
        && flags == next.flags
        && source == next.source
        && (source == null || sourcePage + end - first == next.sourcePage)
        && name.equals(next.name);
  }

  void save(ObjectWriter out) {
    out.number(first);
    out.number(end);
    out.number(flags);
    out.pointer(source);
    out.number(sourcePage);
    out.text(name);
  }

  static Area load(ObjectReader in) {
    int first = in.number();
    int end = in.number();
    int flags = in.number();
    PageCache source = in.pointer();
    int sourcePage = in.number();
    return new Area(first, end, flags, source, sourcePage, in.text());
  }
}

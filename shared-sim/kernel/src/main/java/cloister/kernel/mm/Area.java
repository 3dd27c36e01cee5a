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

  final Backing backing;

  /** The page of the backing that is the first here; 0 where there are only zeros. */
  int sourcePage;

  private Area(int first, int end, int flags, Backing backing, int sourcePage) {
    this.first = first;
    this.end = end;
    this.flags = flags;
    this.backing = backing;
    this.sourcePage = sourcePage;
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
    return backing.name();
  }

  /** What is mapped; null for none. */
  public MappedFile file() {
    return backing.file();
  }

  /** Where in the file it begins, in bytes. */
  public long offset() {
    return (sourcePage & 0xffff_ffffL) << Frames.BITS;
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

  /** The page of the backing that is a page's here. */
  int sourceAt(int page) {
    return backing.pages() == null ? 0 : sourcePage + page - first;
  }

  /** A copy of a part. */
  Area part(int from, int to) {
    return of(from, to, flags, backing, sourceAt(from));
  }

  static Area of(int first, int end, int flags, Backing backing, int sourcePage) {
    backing.share();
    return new Area(first, end, flags, backing, sourcePage);
  }

  /** It is in no list any more. */
  void dropped() {
    backing.leave();
  }

  /** True when {@code next} only goes on with this one. */
  boolean goesOnWith(Area next) {
    return end == next.first
        && flags == next.flags
        && backing.equals(next.backing)
        && backing.joins()
        && sourceAt(end) == next.sourcePage;
  }

  void save(ObjectWriter out) {
    out.number(first);
    out.number(end);
    out.number(flags);
    backing.save(out);
    out.number(sourcePage);
  }

  static Area load(ObjectReader in) {
    int first = in.number();
    int end = in.number();
    int flags = in.number();
    Backing backing = Backing.load(in);
    return new Area(first, end, flags, backing, in.number());
  }
}

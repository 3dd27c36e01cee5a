package cloister.kernel.vfs;

import cloister.kernel.object.KernelObject;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** A range of a file that somebody has locked, or waits for; Linux's struct file_lock. */
public final class RecordLock {
  public static final int READ = 0;
  public static final int WRITE = 1;
  public static final int UNLOCK = 2;

  /** The end of what is locked to the end of the file, wherever that will be. */
  public static final long END = Long.MAX_VALUE;

  private final KernelObject owner;
  private final int pid;
  private final int kind;

  /** Later ones have higher numbers. */
  private final int order;

  private long start;
  private long end;

  /**
   * @param owner the descriptors of a process, or an open file
   * @param pid of the process, by the kernel's number
   * @param end the last byte
   */
  public RecordLock(KernelObject owner, int pid, int kind, long start, long end, int order) {
    this.owner = owner;
    this.pid = pid;
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.order = order;
  }

  public KernelObject owner() {
    return owner;
  }

  /** Whether it is an open file's, and not a process's. */
  public boolean isOpenFiles() {
    return owner instanceof FileDescription;
  }

  public int pid() {
    return pid;
  }

  public int kind() {
    return kind;
  }

  public int order() {
    return order;
  }

  public long start() {
    return start;
  }

  public long end() {
    return end;
  }

  void setStart(long value) {
    start = value;
  }

  void setEnd(long value) {
    end = value;
  }

  RecordLock of(long from, long to, int newOrder) {
    return new RecordLock(owner, pid, kind, from, to, newOrder);
  }

  /** Whether another one is in its way; who asks to unlock looks for its own. */
  public boolean conflicts(RecordLock other) {
    if (other.end < start || end < other.start) {
      return false;
    }
    boolean own = other.owner == owner;
    return kind == UNLOCK ? own : !own && (kind == WRITE || other.kind == WRITE);
  }

  void save(ObjectWriter out) {
    out.pointer(owner);
    out.numbers(new int[] {pid, kind, order});
    out.number(start);
    out.number(end);
  }

  static RecordLock load(ObjectReader in) {
    KernelObject owner = in.pointer();
    int[] words = in.numbers();
    long start = in.longNumber();
    return new RecordLock(owner, words[0], words[1], start, in.longNumber(), words[2]);
  }
}

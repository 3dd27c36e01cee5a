package cloister.kernel.vfs;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.WaitQueue;

/** The lock of flock(2) on a file: many share it, or one has it, by their open files. */
public final class FileLock {
  /** What an open file has of it. */
  public static final int NONE = 0;

  public static final int SHARED = 1;
  public static final int EXCLUSIVE = 2;

  private int sharers;
  private boolean isTaken;
  private final WaitQueue freed = new WaitQueue();

  /** Whether it could be had; who cannot may wait in {@link #freed}. */
  boolean take(int how) {
    if (isTaken || how == EXCLUSIVE && sharers > 0) {
      return false;
    }
    isTaken = how == EXCLUSIVE;
    sharers += how == SHARED ? 1 : 0;
    return true;
  }

  void giveBack(int how) {
    isTaken &= how != EXCLUSIVE;
    sharers -= how == SHARED ? 1 : 0;
    freed.wakeAll();
  }

  WaitQueue freed() {
    return freed;
  }

  boolean isUsed() {
    return isTaken || sharers > 0 || !freed.isEmpty();
  }

  void save(ObjectWriter out) {
    out.number(sharers);
    out.flag(isTaken);
    freed.save(out);
  }

  void load(ObjectReader in) {
    sharers = in.number();
    isTaken = in.flag();
    freed.load(in);
  }
}

package cloister.kernel.vfs;

import cloister.kernel.object.Waiter;

/** Somebody who hears of an open file, and of its end, without having it open. */
public abstract class FileWatch extends Waiter {
  protected FileWatch(int id) {
    super(id);
  }

  /** The last descriptor for it is gone. */
  protected abstract void fileClosed();
}

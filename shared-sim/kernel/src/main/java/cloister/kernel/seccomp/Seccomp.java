package cloister.kernel.seccomp;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** What guards the calls of a task, if anything does; Linux's struct seccomp. */
public final class Seccomp {
  public static final int DISABLED = 0;
  public static final int STRICT = 1;
  public static final int FILTERED = 2;

  private int mode;
  private Filter filter;

  public int mode() {
    return mode;
  }

  /** The newest filter; null without one. */
  public Filter filter() {
    return filter;
  }

  public int filters() {
    return filter == null ? 0 : filter.depth();
  }

  /** Who is strict stays strict, and who has filters keeps them: EINVAL. */
  public void require(int wanted) throws KernelError {
    if (mode != DISABLED && mode != wanted) {
      throw Errno.EINVAL.error();
    }
  }

  public void becomeStrict() {
    mode = STRICT;
  }

  public void take(Filter fresh) {
    mode = FILTERED;
    filter = fresh;
  }

  /** Whether a chain may take the place of what is there: nothing of it would be lost. */
  public boolean mayTake(Filter chain) {
    return mode == DISABLED || mode == FILTERED && filter.isIn(chain);
  }

  public void copyFrom(Seccomp other) {
    mode = other.mode;
    filter = other.filter;
  }

  public void save(ObjectWriter out) {
    out.number(mode);
    out.pointer(filter);
  }

  public void load(ObjectReader in) {
    mode = in.number();
    filter = in.pointer();
  }
}

package cloister.kernel.pts;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** How many pseudoterminals there are in all devpts together (kernel.pty.nr). */
public final class PtsCount {
  /** One more than there may be (kernel.pty.max). */
  private static final int LIMIT = 4096;

  private int count;

  void add() throws KernelError {
    if (count + 1 >= LIMIT) {
      throw Errno.ENOSPC.error();
    }
    count++;
  }

  void remove() {
    count--;
  }

  public void save(ObjectWriter out) {
    out.number(count);
  }

  public void load(ObjectReader in) {
    count = in.number();
  }
}

package cloister.kernel.task;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** Mistakes of other kernels that this one makes when it is told to; none at first. */
public final class Flaws {
  /** As Linux 4.13: waitid(2) writes wherever it is told to (CVE-2017-5123). */
  private boolean uncheckedWait;

  public boolean uncheckedWait() {
    return uncheckedWait;
  }

  public void setUncheckedWait(boolean value) {
    uncheckedWait = value;
  }

  void save(ObjectWriter out) {
    out.flag(uncheckedWait);
  }

  void load(ObjectReader in) {
    uncheckedWait = in.flag();
  }
}

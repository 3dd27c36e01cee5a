package cloister.kernel.mm;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** How many pages the files of a file system may take together, and how many they do. */
public final class PageQuota extends KernelObject {
  private int limit;
  private int used;

  public PageQuota(int id) {
    super(id);
  }

  public PageQuota of(int pages) {
    limit = pages;
    return this;
  }

  public int limit() {
    return limit;
  }

  public int used() {
    return used;
  }

  /** ENOSPC where nothing is left. */
  void take() throws KernelError {
    if (used >= limit) {
      throw Errno.ENOSPC.error();
    }
    used++;
  }

  void giveBack() {
    used--;
  }

  @Override
  public Kind kind() {
    return Kind.PAGE_QUOTA;
  }

  @Override
  public void save(ObjectWriter out) {
    out.number(limit);
    out.number(used);
  }

  @Override
  public void load(ObjectReader in) {
    limit = in.number();
    used = in.number();
  }
}

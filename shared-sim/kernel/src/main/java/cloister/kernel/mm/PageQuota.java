package cloister.kernel.mm;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** How many pages and inodes the files of a file system may take together, and how many they do. */
public final class PageQuota extends KernelObject {
  private int limit;
  private int used;
  private int inodeLimit;
  private int inodes;

  public PageQuota(int id) {
    super(id);
  }

  /**
   * @param pages that they may have together
   * @param inodes how many files there may be
   */
  public PageQuota of(int pages, int inodes) {
    limit = pages;
    inodeLimit = inodes;
    return this;
  }

  /** Other bounds from now on. EINVAL where there is more already. */
  public void bound(int pages, int files) throws KernelError {
    if (pages < used || files < inodes) {
      throw Errno.EINVAL.error();
    }
    limit = pages;
    inodeLimit = files;
  }

  public int limit() {
    return limit;
  }

  public int used() {
    return used;
  }

  public int inodeLimit() {
    return inodeLimit;
  }

  public int inodes() {
    return inodes;
  }

  /** One more file. ENOSPC where there may be no more. */
  public void takeInode() throws KernelError {
    if (inodes >= inodeLimit) {
      throw Errno.ENOSPC.error();
    }
    inodes++;
  }

  public void giveBackInode() {
    inodes--;
  }

  /** ENOSPC where nothing is left. */
  public void take() throws KernelError {
    if (used >= limit) {
      throw Errno.ENOSPC.error();
    }
    used++;
  }

  public void giveBack() {
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
    out.number(inodeLimit);
    out.number(inodes);
  }

  @Override
  public void load(ObjectReader in) {
    limit = in.number();
    used = in.number();
    inodeLimit = in.number();
    inodes = in.number();
  }
}

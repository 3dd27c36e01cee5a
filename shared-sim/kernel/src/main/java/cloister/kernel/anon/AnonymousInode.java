package cloister.kernel.anon;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;

/** The one file that all of them show as theirs (fs/anon_inodes.c); it has no type. */
public final class AnonymousInode extends Inode {
  private final WatchCounts watches = new WatchCounts();

  private final InotifyUse inotify;

  public AnonymousInode(int id, InotifyUse inotify) {
    super(id);
    this.inotify = inotify;
  }

  /** How much there is of inotify(7). */
  public InotifyUse inotify() {
    return inotify;
  }

  /**
   * @param mostWatches that the epolls of one user may have
   */
  public AnonymousInode begin(FileSystem in, int mostWatches) {
    watches.bound(mostWatches);
    create(in, 0600, 0, 0);
    addLinks(1);
    return this;
  }

  WatchCounts watches() {
    return watches;
  }

  @Override
  public FileOperations open(int flags, Caller caller) throws KernelError {
    throw Errno.ENXIO.error();
  }

  @Override
  public Kind kind() {
    return Kind.ANONYMOUS_INODE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    watches.save(out);
    inotify.save(out);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    watches.load(in);
    inotify.load(in);
  }
}

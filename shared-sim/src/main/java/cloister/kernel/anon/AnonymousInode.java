package cloister.kernel.anon;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.object.Kind;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;

/** The one file that all of them show as theirs (fs/anon_inodes.c); it has no type. */
public final class AnonymousInode extends Inode {
  public AnonymousInode(int id) {
    super(id);
  }

  public AnonymousInode begin(FileSystem in) {
    create(in, 0600, 0, 0);
    addLinks(1);
    return this;
  }

  @Override
  public FileOperations open(int flags, Caller caller) throws KernelError {
    throw Errno.ENXIO.error();
  }

  @Override
  public Kind kind() {
    return Kind.ANONYMOUS_INODE;
  }
}

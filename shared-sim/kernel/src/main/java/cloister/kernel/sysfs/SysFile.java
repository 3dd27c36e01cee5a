package cloister.kernel.sysfs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.fs.Content;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.net.NetworkNamespace;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;

/** A file or a link of {@code /sys}: it says what is so when it is read, and takes nothing. */
public final class SysFile extends Inode {
  private static final int SHOWN_BYTES = 4096;

  private String path = "";

  public SysFile(int id) {
    super(id);
  }

  SysFile of(FileSystem in, String where, boolean link) {
    create(in, link ? Mode.SYMLINK | 0777 : Mode.REGULAR | 0444, 0, 0);
    addLinks(1);
    path = where;
    return this;
  }

  private SysTree tree() {
    return new SysTree((NetworkNamespace) fileSystem().subject());
  }

  @Override
  public long size() {
    return isType(Mode.REGULAR) ? SHOWN_BYTES : 0;
  }

  @Override
  public int read(FileDescription file, UserBuffer to, Caller caller) throws KernelError {
    return Content.read(tree().text(path).orElseThrow(Errno.EINVAL::error), file, to);
  }

  /** EACCES for who wants to write, root as well: kernfs asks what the file can, too. */
  @Override
  public FileOperations open(int flags, Caller caller) throws KernelError {
    if (isType(Mode.REGULAR) && OpenFlags.writes(flags)) {
      throw Errno.EACCES.error();
    }
    return super.open(flags, caller);
  }

  /** Nothing here can be changed. */
  @Override
  public int write(FileDescription file, UserBuffer from, Caller caller) throws KernelError {
    throw Errno.EIO.error();
  }

  /** There is nothing to cut. */
  @Override
  public void truncate(long size) {}

  @Override
  public String linkTarget(Caller caller) throws KernelError {
    return tree().link(path).orElseThrow(Errno.EINVAL::error);
  }

  @Override
  public boolean isSeekable() {
    return true;
  }

  @Override
  public boolean isSame(Inode other) {
    return other instanceof SysFile file
        && file.fileSystem() == fileSystem()
        && file.path.equals(path);
  }

  @Override
  public Kind kind() {
    return Kind.SYS_FILE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.text(path);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    path = in.text();
  }
}

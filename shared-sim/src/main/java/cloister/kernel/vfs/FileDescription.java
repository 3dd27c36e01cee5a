package cloister.kernel.vfs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/**
 * An open file (open(2)): what dup(2) and fork(2) share, its position above all; Linux's struct
 * file.
 */
public final class FileDescription extends KernelObject {
  private Path path;
  private FileOperations operations;
  private int flags;
  private long position;
  private int descriptors;

  /** How it was named when it was opened, for those who show it. */
  private String name = "";

  public FileDescription(int id) {
    super(id);
  }

  public FileDescription of(Path file, FileOperations on, int openFlags, String fileName) {
    path = file;
    operations = on;
    flags = openFlags & OpenFlags.KEPT;
    name = fileName;
    file.inode().use();
    return this;
  }

  public Path path() {
    return path;
  }

  public Inode inode() {
    return path.inode();
  }

  public FileOperations operations() {
    return operations;
  }

  public String name() {
    return name;
  }

  public int flags() {
    return flags;
  }

  public boolean is(int flag) {
    return (flags & flag) != 0;
  }

  /** Flags that F_SETFL may change. */
  public void setFlags(int changed) {
    flags = flags & ~OpenFlags.CHANGEABLE | changed & OpenFlags.CHANGEABLE;
  }

  public boolean reads() {
    return OpenFlags.reads(flags) && !is(OpenFlags.PATH);
  }

  public boolean writes() {
    return OpenFlags.writes(flags) && !is(OpenFlags.PATH);
  }

  public long position() {
    return position;
  }

  public void setPosition(long value) {
    position = value;
  }

  public int read(UserBuffer to, Caller caller) throws KernelError {
    if (!reads()) {
      throw Errno.EBADF.error();
    }
    return operations.read(this, to, caller);
  }

  public int write(UserBuffer from, Caller caller) throws KernelError {
    if (!writes()) {
      throw Errno.EBADF.error();
    }
    return operations.write(this, from, caller);
  }

  /** One more descriptor leads to it. */
  public void share() {
    descriptors++;
  }

  /** One less; the last one closes it. */
  public void release() {
    if (--descriptors == 0) {
      operations.closed(this);
      path.inode().unuse();
    }
  }

  @Override
  public Kind kind() {
    return Kind.FILE_DESCRIPTION;
  }

  @Override
  public void save(ObjectWriter out) {
    path.save(out);
    out.pointer(operations);
    out.number(flags);
    out.number(position);
    out.number(descriptors);
    out.text(name);
  }

  @Override
  public void load(ObjectReader in) {
    path = Path.load(in);
    operations = in.pointer();
    flags = in.number();
    position = in.longNumber();
    descriptors = in.number();
    name = in.text();
  }
}

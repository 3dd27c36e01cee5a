package cloister.kernel.fs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;

/** A name for something else: a device, a FIFO, a socket (mknod(2)). */
public final class SpecialFile extends Inode {
  private final FileMaker maker;
  private int device;

  /** Where it got a name last; null before. */
  private Directory folder;

  /** What flows through a FIFO while it is open; null while it is not. */
  private Pipe pipe;

  /** The socket that is bound to it; null where none is. */
  private FileOperations endpoint;

  public SpecialFile(int id, FileMaker maker) {
    super(id);
    this.maker = maker;
  }

  SpecialFile begin(FileSystem in, int mode, int user, int group, int deviceNumber) {
    create(in, mode, user, group);
    device = deviceNumber;
    return this;
  }

  @Override
  public int device() {
    return device;
  }

  @Override
  public FileOperations open(int flags, Caller caller) throws KernelError {
    return switch (mode() & Mode.TYPE) {
      case Mode.CHARACTER -> maker.devices().open(device, flags, caller);
      case Mode.FIFO -> openFifo(flags, caller);
      default -> throw Errno.ENXIO.error();
    };
  }

  private FileOperations openFifo(int flags, Caller caller) throws KernelError {
    if (pipe == null || pipe.isIdle()) {
      fileSystem().quota().takeInode();
      pipe = new Pipe(maker.ids().next(), maker.frames()).begin(fileSystem(), 0, user(), group());
    }
    return pipe.open(flags, caller);
  }

  /** Where it got a name last; null before. */
  public Directory folder() {
    return folder;
  }

  void placeIn(Directory newFolder) {
    folder = newFolder;
  }

  /** The pipe behind a FIFO that was opened. */
  public Pipe pipe() {
    return pipe;
  }

  /** The socket that is bound to this name (unix(7)); null where none is, or no more. */
  public FileOperations endpoint() {
    return endpoint;
  }

  public void setEndpoint(FileOperations socket) {
    endpoint = socket;
  }

  @Override
  public boolean keepsAttributes() {
    return true;
  }

  @Override
  public Kind kind() {
    return Kind.SPECIAL_FILE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.number(device);
    out.pointer(pipe);
    out.pointer(endpoint);
    out.pointer(folder);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    device = in.number();
    pipe = in.pointer();
    endpoint = in.pointer();
    folder = in.pointer();
  }
}

package cloister.kernel.pts;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.fs.Devices;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.Inode;

/** A name in a devpts: that of a terminal, or of what makes them. */
public final class PtsFile extends Inode {
  /** {@code ptmx}. */
  public static final int MULTIPLEXER = Devices.number(5, 2);

  private PtsDirectory directory;

  /** The other end of the terminal; null for {@code ptmx}. */
  private PtyMaster master;

  public PtsFile(int id) {
    super(id);
  }

  PtsFile begin(PtsDirectory in, PtyMaster end, int number, int mode) {
    createNumbered(in.fileSystem(), number, Mode.CHARACTER | mode);
    addLinks(1);
    directory = in;
    master = end;
    return this;
  }

  PtyMaster master() {
    return master;
  }

  @Override
  public int device() {
    return master == null ? MULTIPLEXER : master.terminal().device();
  }

  @Override
  public FileOperations open(int flags, Caller caller) throws KernelError {
    if (master == null) {
      return directory.openMaster(caller);
    }
    if (master.isLocked() || master.isClosed()) {
      throw Errno.EIO.error();
    }
    master.terminal().opened(flags, caller);
    return master.terminal();
  }

  @Override
  public Kind kind() {
    return Kind.PTS_FILE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.pointer(directory);
    out.pointer(master);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    directory = in.pointer();
    master = in.pointer();
  }
}

package cloister.kernel.overlay;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.fs.Content;
import cloister.kernel.mm.PageCache;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.Inode;

/** A file of an overlay that is no directory: one of a layer, until it is changed. */
public final class OverlayFile extends Inode implements Layered {
  private Overlay overlay;
  private Inode real;
  private boolean upper;

  /** Where it is seen, for its copy; null for one of the upper layer, or that is seen no more. */
  private OverlayDirectory parent;

  private String name = "";

  public OverlayFile(int id) {
    super(id);
  }

  /**
   * @param file of a layer
   * @param isUpper whether that is the upper one
   */
  OverlayFile begin(Overlay of, Inode file, boolean isUpper) {
    overlay = of;
    createNumbered(overlay.fileSystem(), file.number(), file.mode());
    real = file;
    upper = isUpper;
    setLinks(file.links());
    real.use();
    return this;
  }

  @Override
  public void named(int links) {
    setLinks(links);
  }

  /** The only place where it is seen, while it is of a lower layer; null for nowhere any more. */
  OverlayFile seenIn(OverlayDirectory directory, String entry) {
    parent = directory;
    name = entry;
    return this;
  }

  @Override
  public Inode real() {
    return real;
  }

  @Override
  protected Inode changeable() {
    return upper ? real : null;
  }

  @Override
  protected boolean isBacked(int asked) {
    return overlay.allows(real, upper, asked);
  }

  @Override
  public void prepareChange() throws KernelError {
    copyUp(real.size());
  }

  /** Copies it to the upper layer, with so many bytes of its content. */
  private void copyUp(long bytes) throws KernelError {
    overlay.requireUpper();
    if (upper) {
      return;
    }
    if (real.isType(Mode.REGULAR)) {
      overlay.require(real, Mode.READ);
    }
    Inode copy =
        parent == null ? overlay.copyUnnamed(real, bytes) : parent.copyHere(this, name, bytes);
    real.unuse();
    real = copy;
    upper = true;
    if (parent != null) {
      setLinks(1);
      overlay.witness().copiedUp(parent.placeOf(name), bytes);
      parent = null;
    }
  }

  @Override
  public FileOperations open(int flags, Caller caller) throws KernelError {
    if (!isType(Mode.REGULAR)) {
      return real.open(flags, caller);
    }
    boolean truncates = (flags & OpenFlags.TRUNCATE) != 0;
    if (truncates || OpenFlags.writes(flags)) {
      copyUp(truncates ? 0 : real.size());
    }
    return this;
  }

  @Override
  public int read(FileDescription file, UserBuffer to, Caller caller) throws KernelError {
    int count = Content.read(real.pages(), file, to);
    touchAccess();
    return count;
  }

  @Override
  public int write(FileDescription file, UserBuffer from, Caller caller) throws KernelError {
    if (!upper) {
      throw Errno.EBADF.error();
    }
    return real.write(file, from, caller);
  }

  @Override
  public void truncate(long size) throws KernelError {
    copyUp(Math.min(size, real.size()));
    real.truncate(size);
  }

  @Override
  public long seek(long from, boolean content) throws KernelError {
    return real.seek(from, content);
  }

  @Override
  public long allocate(int mode, long from, long bytes) throws KernelError {
    copyUp(real.size());
    return real.allocate(mode, from, bytes);
  }

  @Override
  public String linkTarget(Caller caller) throws KernelError {
    return real.linkTarget(caller);
  }

  @Override
  public PageCache pages() throws KernelError {
    return real.pages();
  }

  @Override
  public boolean isSeekable() {
    return real.isSeekable();
  }

  @Override
  public long size() {
    return real.size();
  }

  @Override
  public long blocks() {
    return real.blocks();
  }

  @Override
  public int device() {
    return real.device();
  }

  @Override
  public boolean keepsAttributes() {
    return real.keepsAttributes();
  }

  @Override
  public boolean isOf(Inode file, boolean isUpper) {
    return real == file && upper == isUpper;
  }

  @Override
  protected void gone() {
    real.unuse();
  }

  @Override
  public Kind kind() {
    return Kind.OVERLAY_FILE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.pointer(overlay);
    out.pointer(real);
    out.flag(upper);
    out.pointer(parent);
    out.text(name);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    overlay = in.pointer();
    real = in.pointer();
    upper = in.flag();
    parent = in.pointer();
    name = in.text();
  }
}

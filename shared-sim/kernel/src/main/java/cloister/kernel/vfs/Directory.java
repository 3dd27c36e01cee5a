package cloister.kernel.vfs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Credentials;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.Optional;

/** A directory; it has one name, in its parent. The root is its own parent. */
public abstract class Directory extends Inode {
  private Directory parent;
  private String name = "";

  protected Directory(int id) {
    super(id);
  }

  public final Directory parent() {
    return parent;
  }

  public final String name() {
    return name;
  }

  /** Where it is from now on. */
  public final void placeIn(Directory newParent, String newName) {
    parent = newParent;
    name = newName;
  }

  /** Whether it is this one or lies below it. */
  public final boolean isWithin(Directory other) {
    Directory at = this;
    while (!at.isSame(other) && at.parent != at) {
      at = at.parent;
    }
    return at.isSame(other);
  }

  /**
   * Its name, each part behind a slash; nothing for {@code top} itself.
   *
   * @param top a directory above it; null for the root of the file system
   */
  final String nameFrom(Directory top) {
    StringBuilder text = new StringBuilder();
    Directory at = this;
    while (at.parent != at && (top == null || !at.isSame(top))) {
      text.insert(0, "/" + at.name);
      at = at.parent;
    }
    return text.toString();
  }

  /** No name leads to it any more. */
  public final boolean isRemoved() {
    return links() == 0;
  }

  /** The file of a name; neither {@code .} nor {@code ..}. */
  public abstract Optional<Inode> lookup(String entry);

  /** The first entry at or behind a position, beside {@code .} and {@code ..}. */
  public abstract Optional<DirectoryEntry> entryAt(long position);

  public abstract boolean isEmpty();

  /**
   * Makes a file that has no name yet.
   *
   * @param mode with its type
   * @param device number, for a device
   */
  public Inode make(int mode, Credentials owner, int device) throws KernelError {
    throw Errno.EPERM.error();
  }

  /** Makes a symbolic link that has no name yet. */
  public Inode makeLink(String target, Credentials owner) throws KernelError {
    throw Errno.EPERM.error();
  }

  /** Gives a file a name that is not there. */
  public void add(String entry, Inode file) throws KernelError {
    throw Errno.EPERM.error();
  }

  /** EPERM where files keep their names (rename(2)). */
  public void requireRenames() throws KernelError {}

  /** Takes a name away. */
  public void remove(String entry) throws KernelError {
    throw Errno.EPERM.error();
  }

  /** It has lost its name for good: its own dot, which counts as one, goes with it. */
  public void removed() {
    addLinks(-1);
  }

  /** EXDEV where an entry cannot have another name or place (rename(2)). */
  public void requireMovable(Inode file) throws KernelError {}

  /** The file system goes, and with it all that is in it; nobody has any of it open. */
  protected void discard() {}

  @Override
  public int read(FileDescription file, UserBuffer to, Caller caller) throws KernelError {
    throw Errno.EISDIR.error();
  }

  @Override
  public boolean isSeekable() {
    return true;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.pointer(parent);
    out.text(name);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    parent = in.pointer();
    name = in.text();
  }
}

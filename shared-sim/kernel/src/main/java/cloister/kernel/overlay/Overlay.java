package cloister.kernel.overlay;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.cred.Credentials;
import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.Permissions;
import java.util.ArrayList;
import java.util.List;

/** What the files of one overlay have in common: who mounted it, and where its work is done. */
public final class Overlay extends KernelObject {
  /** Is told what layers hide, and what becomes of them. */
  public interface Witness {
    /** A file of a lower layer has a copy in the upper one from now on. */
    void copiedUp(String place, long bytes);

    /** A name of a lower layer is hidden from now on. */
    void hidden(String place);
  }

  private final ObjectIds ids;
  private final Witness witness;
  private FileSystem fileSystem;

  /** Who reaches into the layers, whoever asks. */
  private Credentials mounter;

  /** Where whiteouts are made; null where nothing can be written. */
  private Directory work;

  /** The one that all have in common; null before the first. */
  private Inode whiteout;

  /** Names in the working directory. */
  private int lastName;

  public Overlay(int id, ObjectIds ids, Witness witness) {
    super(id);
    this.ids = ids;
    this.witness = witness;
  }

  /**
   * @param in the file system that is mounted
   * @param workDirectory that is empty and of the upper layer's file system; null without one
   */
  public Overlay begin(FileSystem in, Credentials who, Directory workDirectory) {
    fileSystem = in;
    mounter = who;
    work = workDirectory;
    if (work != null) {
      work.use();
    }
    return this;
  }

  /**
   * The root of an overlay.
   *
   * @param upper null where nothing can be written
   * @param lowers the uppermost first; at least one
   */
  public Directory root(Directory upper, List<Directory> lowers) {
    OverlayDirectory root = new OverlayDirectory(ids.next()).begin(this, upper, lowers);
    root.placeIn(root, "");
    for (Directory layer : root.stack()) {
      layer.fileSystem().keep();
    }
    return root;
  }

  FileSystem fileSystem() {
    return fileSystem;
  }

  Credentials mounter() {
    return mounter;
  }

  Witness witness() {
    return witness;
  }

  /** The overlay's own file for what is seen; not yet in its directory. */
  Inode wrap(List<Inode> seen, boolean firstIsUpper) {
    Inode first = seen.getFirst();
    if (!(first instanceof Directory)) {
      return new OverlayFile(ids.next()).begin(this, first, firstIsUpper);
    }
    List<Directory> lowers = new ArrayList<>();
    for (Inode each : firstIsUpper ? seen.subList(1, seen.size()) : seen) {
      lowers.add((Directory) each);
    }
    Directory upper = firstIsUpper ? (Directory) first : null;
    return new OverlayDirectory(ids.next()).begin(this, upper, lowers);
  }

  /** The whiteout, made when it is needed first; all names that are hidden are its. */
  Inode whiteout() throws KernelError {
    if (whiteout == null) {
      Inode made = work.make(Mode.CHARACTER, mounter, 0);
      made.use();
      work.add("#" + Integer.toHexString(++lastName), made);
      whiteout = made;
    }
    return whiteout;
  }

  /** Whether who mounted it may do that with a file of a layer; a lower one is only read. */
  boolean allows(Inode file, boolean upper, int asked) {
    boolean writes = (asked & Mode.WRITE) != 0;
    int needed = writes && !upper ? asked & ~Mode.WRITE | Mode.READ : asked;
    return Permissions.allows(file, needed, mounter);
  }

  /** EACCES where who mounted it may not do that with a file of a layer. */
  void require(Inode file, int asked) throws KernelError {
    Permissions.require(file, asked, mounter);
  }

  /** A copy of a file that has no name any more, in use. ENOSPC. */
  Inode copyUnnamed(Inode file, long bytes) throws KernelError {
    return Copies.make(work, file, mounter, bytes);
  }

  /** EROFS where nothing can be written. */
  void requireUpper() throws KernelError {
    if (work == null || work.fileSystem().isReadOnly()) {
      throw Errno.EROFS.error();
    }
  }

  /** Nothing of it is mounted any more. */
  void end() {
    if (whiteout != null) {
      whiteout.unuse();
    }
    if (work != null) {
      work.unuse();
    }
  }

  @Override
  public Kind kind() {
    return Kind.OVERLAY;
  }

  @Override
  public void save(ObjectWriter out) {
    out.pointer(fileSystem);
    mounter.save(out);
    out.pointer(work);
    out.pointer(whiteout);
    out.number(lastName);
  }

  @Override
  public void load(ObjectReader in) {
    fileSystem = in.pointer();
    mounter = Credentials.load(in);
    work = in.pointer();
    whiteout = in.pointer();
    lastName = in.number();
  }
}

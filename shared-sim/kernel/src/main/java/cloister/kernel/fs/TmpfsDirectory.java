package cloister.kernel.fs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.cred.Credentials;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.DirectoryEntry;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A directory of a tmpfs (tmpfs(5)); its names are listed in the order in which they came. */
public final class TmpfsDirectory extends Directory {
  /** What Linux counts for each name in the size of a directory. */
  private static final int BYTES_PER_ENTRY = 20;

  /** Positions 0 and 1 are those of {@code .} and {@code ..}. */
  private static final long FIRST_POSITION = 3;

  private final FileMaker maker;
  private final TreeMap<String, DirectoryEntry> byName = new TreeMap<>();
  private final TreeMap<Long, DirectoryEntry> byPosition = new TreeMap<>();
  private long nextPosition = FIRST_POSITION;

  public TmpfsDirectory(int id, FileMaker maker) {
    super(id);
    this.maker = maker;
  }

  TmpfsDirectory begin(FileSystem in, int mode, int user, int group) {
    create(in, mode, user, group);
    addLinks(1);
    return this;
  }

  /** The root of a file system. */
  public TmpfsDirectory asRoot() {
    placeIn(this, "");
    addLinks(1);
    return this;
  }

  @Override
  public Optional<Inode> lookup(String entry) {
    return Optional.ofNullable(byName.get(entry)).map(DirectoryEntry::file);
  }

  @Override
  public Optional<DirectoryEntry> entryAt(long position) {
    return Optional.ofNullable(byPosition.ceilingEntry(position)).map(Map.Entry::getValue);
  }

  @Override
  public boolean isEmpty() {
    return byName.isEmpty();
  }

  @Override
  public long size() {
    return (long) BYTES_PER_ENTRY * (byName.size() + 2);
  }

  @Override
  public Inode make(int mode, Credentials owner, int device) throws KernelError {
    boolean inherits = (mode() & Mode.SET_GROUP_ID) != 0;
    int group = inherits ? group() : owner.fsgid();
    boolean isDirectory = (mode & Mode.TYPE) == Mode.DIRECTORY;
    int bits = inherits && isDirectory ? mode | Mode.SET_GROUP_ID : mode;
    return maker.make(fileSystem(), bits, owner.fsuid(), group, device);
  }

  @Override
  public Inode makeLink(String target, Credentials owner) throws KernelError {
    int group = (mode() & Mode.SET_GROUP_ID) != 0 ? group() : owner.fsgid();
    return maker.link(fileSystem(), target, owner.fsuid(), group);
  }

  @Override
  public void add(String entry, Inode file) throws KernelError {
    if (isRemoved()) {
      throw Errno.ENOENT.error();
    }
    if (byName.containsKey(entry)) {
      throw Errno.EEXIST.error();
    }
    put(new DirectoryEntry(nextPosition++, entry, file));
    file.addLinks(1);
    if (file instanceof SpecialFile special) {
      special.placeIn(this);
    }
    if (file instanceof Directory child) {
      child.placeIn(this, entry);
      addLinks(1);
    }
    touchContent();
  }

  private void put(DirectoryEntry entry) {
    byName.put(entry.name(), entry);
    byPosition.put(entry.position(), entry);
  }

  @Override
  public void remove(String entry) {
    DirectoryEntry gone = byName.remove(entry);
    byPosition.remove(gone.position());
    gone.file().addLinks(-1);
    if (gone.file() instanceof Directory) {
      addLinks(-1);
    }
    touchContent();
  }

  @Override
  protected void discard() {
    for (DirectoryEntry entry : byPosition.values()) {
      Inode file = entry.file();
      if (file instanceof TmpfsDirectory directory) {
        directory.discard();
      } else if (file.links() > 0) {
        file.addLinks(-file.links());
      }
    }
    byName.clear();
    byPosition.clear();
    addLinks(-links());
  }

  @Override
  public boolean keepsAttributes() {
    return true;
  }

  @Override
  public Kind kind() {
    return Kind.TMPFS_DIRECTORY;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.number(nextPosition);
    out.number(byPosition.size());
    for (DirectoryEntry entry : byPosition.values()) {
      out.number(entry.position());
      out.text(entry.name());
      out.pointer(entry.file());
    }
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    nextPosition = in.longNumber();
    int count = in.number();
    for (int i = 0; i < count; i++) {
      long position = in.longNumber();
      String name = in.text();
      put(new DirectoryEntry(position, name, in.pointer()));
    }
  }
}

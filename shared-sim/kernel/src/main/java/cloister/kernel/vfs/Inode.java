package cloister.kernel.vfs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.object.KernelObject;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.List;

/** A file, whatever names it has (inode(7)). Times are nanoseconds since 1970. */
public abstract class Inode extends FileOperations {
  /** Modes of {@link #allocate}. */
  public static final int KEEP_SIZE = 1;

  public static final int PUNCH_HOLE = 2;

  private FileSystem fileSystem;
  private int number;
  private int mode;
  private int user;
  private int group;
  private int links;

  /** Open files and others that keep it without a name. */
  private int uses;

  private boolean linkable;

  private long accessed;
  private long modified;
  private long changed;
  private final Attributes attributes = new Attributes();

  /** Of flock(2), by open files; null while nobody has asked for it. */
  private RecordLocks whole;

  /** Of fcntl(2), by processes and open files; null while nobody has asked for one. */
  private RecordLocks records;

  /** Who is told what happens to it, by their ids. */
  private List<InodeWatch> watches = List.of();

  protected Inode(int id) {
    super(id);
  }

  /** Somebody is told from now on. */
  public final void watch(InodeWatch watch) {
    watches = InodeWatches.with(watches, watch);
  }

  public final void unwatch(InodeWatch watch) {
    watches = InodeWatches.without(watches, watch);
  }

  public final boolean isWatched() {
    return !watches.isEmpty();
  }

  /**
   * Something has happened to it.
   *
   * @param event bits of {@link FileEvent}
   */
  public final void tell(int event) {
    tell(event, 0, "", false);
  }

  final void tell(int event, int cookie, String name, boolean nameless) {
    for (InodeWatch watch : watches) {
      watch.happened(event, cookie, name, nameless);
    }
  }

  private void end() {
    if (isWatched()) {
      tell(FileEvent.DELETE_SELF);
      watches.forEach(InodeWatch::ended);
    }
    gone();
  }

  /** For a file that is made now. */
  protected final void create(FileSystem of, int fileMode, int owner, int ownerGroup) {
    fileSystem = of;
    number = of.nextInode();
    mode = fileMode;
    user = owner;
    group = ownerGroup;
    accessed = of.now();
    modified = accessed;
    changed = accessed;
  }

  /** For a file whose number is something else's. */
  protected final void createNumbered(FileSystem of, int own, int fileMode) {
    create(of, fileMode, 0, 0);
    number = own;
  }

  public final FileSystem fileSystem() {
    return fileSystem;
  }

  /** Whether it is the same file; procfs has another object for every look at one. */
  public boolean isSame(Inode other) {
    return this == other;
  }

  public final int number() {
    return number;
  }

  /** The file of a layer whose content and attributes it shows; itself where it has its own. */
  public Inode real() {
    return this;
  }

  /** The one whose attributes change with its own; null where none may. */
  protected Inode changeable() {
    return this;
  }

  /** It is about to be changed. EROFS or ENOSPC where it cannot be. */
  public void prepareChange() throws KernelError {}

  /** What lies behind it must allow, too, what is asked of it: bits of {@link Mode}. */
  protected boolean isBacked(int asked) {
    return true;
  }

  public final int mode() {
    Inode real = real();
    return real == this ? mode : real.mode();
  }

  public final boolean isType(int type) {
    return (mode() & Mode.TYPE) == type;
  }

  public final int user() {
    Inode real = real();
    return real == this ? user : real.user();
  }

  public final int group() {
    Inode real = real();
    return real == this ? group : real.group();
  }

  public final int links() {
    return links;
  }

  /** As stat(2) tells them. */
  public int linksShown() {
    return links;
  }

  public final long accessed() {
    Inode real = real();
    return real == this ? accessed : real.accessed();
  }

  public final long modified() {
    Inode real = real();
    return real == this ? modified : real.modified();
  }

  public final long changed() {
    Inode real = real();
    return real == this ? changed : real.changed();
  }

  public long size() {
    return 0;
  }

  /** Blocks of 512 bytes that it takes. */
  public long blocks() {
    return 0;
  }

  /** The number of the device that it stands for. */
  @Override
  public int device() {
    return 0;
  }

  /** The lock of flock(2): many open files share it, or one has it. */
  public final RecordLocks wholeLocks() {
    whole = whole == null ? new RecordLocks() : whole;
    return whole;
  }

  /** Those of fcntl(2) on ranges. */
  public final RecordLocks recordLocks() {
    records = records == null ? new RecordLocks() : records;
    return records;
  }

  /** Whether somebody has a lock of it, or waits for one. */
  public final boolean isLocked() {
    return whole != null && whole.isUsed() || records != null && records.isUsed();
  }

  /** A process closes it, or an open file of it is gone. */
  final void releaseLocks(KernelObject owner) {
    if (whole != null) {
      whole.release(owner, fileSystem.ids());
    }
    if (records != null) {
      records.release(owner, fileSystem.ids());
    }
  }

  /** Its extended attributes (xattr(7)). */
  public final Attributes attributes() {
    Inode real = real();
    return real == this ? attributes : real.attributes();
  }

  /** Whether it can have some. */
  public boolean keepsAttributes() {
    return false;
  }

  /** The first one takes a page. ENOSPC where there is no room. */
  public final void setAttribute(String name, byte[] value) throws KernelError {
    if (real() != this) {
      real().setAttribute(name, value);
      return;
    }
    boolean first = attributes.isEmpty();
    if (first) {
      fileSystem.quota().take();
    }
    try {
      attributes.set(name, value);
    } catch (KernelError full) {
      if (first) {
        fileSystem.quota().giveBack();
      }
      throw full;
    }
    touchStatus();
  }

  /** Whether there was one. */
  public final boolean removeAttribute(String name) {
    if (real() != this) {
      return real().removeAttribute(name);
    }
    boolean there = attributes.remove(name);
    if (there) {
      touchStatus();
      if (attributes.isEmpty()) {
        fileSystem.quota().giveBack();
      }
    }
    return there;
  }

  /** Changes the bits but not the type. */
  public final void setPermissions(int permissions) {
    Inode real = real();
    real.mode = real.mode & Mode.TYPE | permissions & Mode.PERMISSIONS;
    touchStatus();
  }

  public final void setOwner(int owner, int ownerGroup) {
    Inode real = real();
    real.user = owner;
    real.group = ownerGroup;
    touchStatus();
  }

  public final void setTimes(long access, long modification) {
    Inode real = real();
    real.accessed = access;
    real.modified = modification;
    touchStatus();
  }

  /** It was read: the time counts when it is older than a day or than the content (relatime). */
  public final void touchAccess() {
    Inode of = changeable();
    long now = fileSystem.now();
    long day = 86_400_000_000_000L;
    boolean old = of != null && now - of.accessed >= day;
    if (old || of != null && (of.accessed <= of.modified || of.accessed <= of.changed)) {
      of.accessed = now;
    }
  }

  /** Its content has changed. */
  public final void touchContent() {
    Inode of = changeable();
    if (of != null) {
      of.modified = fileSystem.now();
      of.changed = of.modified;
    }
  }

  public final void touchStatus() {
    Inode of = changeable();
    if (of != null) {
      of.changed = fileSystem.now();
    }
  }

  /** Whether it may get a first name, though it has none (O_TMPFILE). */
  public final void setLinkable(boolean may) {
    linkable = may;
  }

  /** Whether another name may lead to it: not once the last one is gone. */
  public final boolean isLinkable() {
    return links > 0 || linkable;
  }

  /** As many names as its real one has. */
  protected final void setLinks(int count) {
    links = count;
  }

  /** It has names more, or less; without names and uses it is gone. */
  public final void addLinks(int count) {
    links += count;
    touchStatus();
    if (links == 0 && uses == 0) {
      end();
    }
  }

  /** Somebody keeps it, whatever becomes of its names. */
  public void use() {
    uses++;
  }

  public final void unuse() {
    if (uses == 0) {
      throw new IllegalStateException("nobody has inode " + number);
    }
    if (--uses == 0 && links == 0) {
      end();
    }
  }

  /** Nobody will ever ask for it again. */
  protected void gone() {
    if (fileSystem.quota() != null) {
      fileSystem.quota().giveBackInode();
      if (!attributes.isEmpty()) {
        fileSystem.quota().giveBack();
      }
    }
  }

  /**
   * What an open file works on: itself, or what a device node stands for.
   *
   * @param flags of open(2)
   */
  public FileOperations open(int flags, Caller caller) throws KernelError {
    return this;
  }

  /** Refuses who may not look into it, whatever its rights say. */
  public void requireAccess(Caller caller) throws KernelError {}

  /** Whether somebody may look into it, whatever its rights say. */
  public boolean isFor(Caller caller) {
    return false;
  }

  /** Changes the size of a regular file. */
  public void truncate(long size) throws KernelError {
    throw Errno.EINVAL.error();
  }

  /**
   * Gives pages to a range of a regular file, or takes them away (fallocate(2)).
   *
   * @param mode 0, or {@link #KEEP_SIZE} alone or with {@link #PUNCH_HOLE}
   * @return so much work was it, in bytes that were cleared
   * @throws KernelError EOPNOTSUPP where the file system cannot, or not so
   */
  public long allocate(int mode, long from, long bytes) throws KernelError {
    throw Errno.EOPNOTSUPP.error();
  }

  /**
   * Where content begins, or is none, from a place on (lseek(2)); here all of it is content.
   *
   * @throws KernelError ENXIO for what lies behind the end
   */
  public long seek(long from, boolean content) throws KernelError {
    if (from < 0 || from >= size()) {
      throw Errno.ENXIO.error();
    }
    return content ? from : size();
  }

  /** The text of a symbolic link. */
  public String linkTarget(Caller caller) throws KernelError {
    throw Errno.EINVAL.error();
  }

  @Override
  public void save(ObjectWriter out) {
    out.pointer(fileSystem);
    out.numbers(new int[] {number, mode, user, group, links, uses});
    out.number(accessed);
    out.number(modified);
    out.number(changed);
    attributes.save(out);
    out.flag(linkable);
    boolean locked = isLocked();
    out.flag(locked);
    if (locked) {
      wholeLocks().save(out);
      recordLocks().save(out);
    }
  }

  @Override
  public void load(ObjectReader in) {
    fileSystem = in.pointer();
    int[] words = in.numbers();
    number = words[0];
    mode = words[1];
    user = words[2];
    group = words[3];
    links = words[4];
    uses = words[5];
    accessed = in.longNumber();
    modified = in.longNumber();
    changed = in.longNumber();
    attributes.load(in);
    linkable = in.flag();
    whole = null;
    records = null;
    if (in.flag()) {
      wholeLocks().load(in);
      recordLocks().load(in);
    }
  }
}

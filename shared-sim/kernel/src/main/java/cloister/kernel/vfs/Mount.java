package cloister.kernel.vfs;

import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.List;

/** A file, mostly a directory, that is seen in place of another one (mount(2)). */
public final class Mount extends KernelObject {
  public static final int READ_ONLY = 1;
  public static final int NO_SET_USER_ID = 2;
  public static final int NO_DEVICES = 4;
  public static final int NO_EXECUTE = 8;
  public static final int NO_ACCESS_TIME = 0x400;
  public static final int NO_DIRECTORY_ACCESS_TIME = 0x800;
  public static final int RELATIVE_ACCESS_TIME = 0x200000;

  public static final int SECURITY = READ_ONLY | NO_SET_USER_ID | NO_DEVICES | NO_EXECUTE;
  public static final int ACCESS_TIMES =
      NO_ACCESS_TIME | NO_DIRECTORY_ACCESS_TIME | RELATIVE_ACCESS_TIME;

  /** Access times are to be kept as they are. */
  public static final int LOCKED_ACCESS_TIMES = 1 << 30;

  private Inode root;

  /** Directory and name of a root that is no directory; null for others. */
  private Directory rootHolder;

  private String rootName = "";

  private Mount parent;
  private Inode point;

  /** Directory and name of the place, when that is no directory; null otherwise. */
  private Directory holder;

  private String pointName = "";
  private int number;
  private int flags;
  private String source = "";
  private MountNamespace namespace;

  /** Peers have the same number (mount_namespaces(7)); 0 for a mount without. */
  private int peerGroup;

  /** The group that it gets mounts from without giving any; 0 for none. */
  private int master;

  private boolean unbindable;

  /** It came from a user namespace above, and only with what it covers. */
  private boolean locked;

  /**
   * Flags that whoever has it cannot take away, and {@link #LOCKED_ACCESS_TIMES}: they came from a
   * user namespace above.
   */
  private int lockedFlags;

  private final List<Mount> children = new ArrayList<>();

  /** Open files, mappings, programs, roots and working directories in it. */
  private int uses;

  public Mount(int id) {
    super(id);
  }

  /**
   * A mount that is nowhere yet.
   *
   * @param mountId by which {@code mountinfo} knows it
   * @param from the file that is to be its root
   */
  Mount of(int mountId, MountPoint from, int mountFlags, String sourceName) {
    number = mountId;
    root = from.inode();
    rootHolder = from.holder();
    rootName = from.name();
    flags = mountFlags;
    source = sourceName;
    root.use();
    root.fileSystem().mounted();
    return this;
  }

  /** A file in it once more, with the same flags, nowhere yet. */
  Mount copy(int id, int mountId, MountPoint from) {
    boolean whole = from.inode() == root;
    MountPoint file = whole ? new MountPoint(null, root, rootHolder, rootName) : from;
    Mount copy = new Mount(id).of(mountId, file, flags, source);
    copy.peerGroup = peerGroup;
    copy.master = master;
    copy.unbindable = unbindable;
    copy.locked = locked;
    copy.lockedFlags = lockedFlags;
    return copy;
  }

  public int lockedFlags() {
    return lockedFlags;
  }

  public void lockFlags(int more) {
    lockedFlags |= more;
  }

  /** It has come to a user namespace with less power, and so has what it covers. */
  void lock() {
    locked = true;
    lockedFlags |= flags & SECURITY | LOCKED_ACCESS_TIMES;
  }

  /**
   * Whether it shows what another mount of its type would: all from the root on, with nothing
   * locked over any of it, and with no flag locked that the other has not.
   */
  boolean showsAllOf(Mount other) {
    FileSystem system = root.fileSystem();
    boolean whole = root == system.root() && system.type().equals(other.root.fileSystem().type());
    boolean lockedReadOnly = system.isReadOnly() || (lockedFlags & READ_ONLY) != 0;
    boolean sameTimes = ((flags ^ other.flags) & ACCESS_TIMES) == 0;
    return whole
        && (!lockedReadOnly || other.is(READ_ONLY))
        && (sameTimes || (lockedFlags & LOCKED_ACCESS_TIMES) == 0)
        && children.stream().noneMatch(Mount::isLocked);
  }

  /** Whether other flags would loosen none that is locked (mount_namespaces(7)). */
  public boolean allowsFlags(int fresh) {
    boolean sameTimes = ((flags ^ fresh) & ACCESS_TIMES) == 0;
    boolean loosens = (flags & lockedFlags & SECURITY & ~fresh) != 0;
    return !loosens && (sameTimes || (lockedFlags & LOCKED_ACCESS_TIMES) == 0);
  }

  /** Is seen at a place from now on. */
  void placeAt(MountPoint place) {
    parent = place.mount();
    point = place.inode();
    holder = place.holder();
    pointName = place.name();
    parent.children.add(this);
    point.use();
  }

  /** Leaves its place. */
  void leavePlace() {
    parent.children.remove(this);
    point.unuse();
    parent = null;
    point = null;
    holder = null;
    pointName = "";
  }

  /** Somebody is in it. */
  void use() {
    uses++;
  }

  void unuse() {
    if (uses == 0) {
      throw new IllegalStateException("nobody is in mount " + number);
    }
    uses--;
    releaseUnseen();
  }

  /** Whether a file in it is open, mapped, run, or somebody's root or working directory. */
  public boolean isUsed() {
    return uses > 0;
  }

  /** Goes for good where nobody sees it any more; what has stayed in it goes its own way. */
  void releaseUnseen() {
    if (namespace == null && parent == null && uses == 0) {
      List<Mount> stayed = List.copyOf(children);
      stayed.forEach(Mount::leavePlace);
      release();
      stayed.forEach(Mount::releaseUnseen);
    }
  }

  private void release() {
    FileSystem system = root.fileSystem();
    root.unuse();
    system.unmounted();
  }

  public Path root() {
    return new Path(this, root);
  }

  public boolean isTop() {
    return parent == null;
  }

  /** Null for one that is nowhere. */
  public Mount parent() {
    return parent;
  }

  /** Where it is seen. */
  public Path place() {
    return new Path(parent, point);
  }

  public MountPoint mountPoint() {
    return new MountPoint(parent, point, holder, pointName);
  }

  /** Whether it is what is seen at a place, or covered by that. */
  boolean isAt(MountPoint place) {
    return parent == place.mount() && mountPoint().isSameFile(place);
  }

  /** A file that is no directory has another name: perhaps it is its point, or its root. */
  void renamed(MountPoint before, MountPoint now) {
    if (point != null && mountPoint().isSameFile(before)) {
      holder = now.holder();
      pointName = now.name();
    }
    boolean isRoot = rootHolder == before.holder() && rootName.equals(before.name());
    if (root == before.inode() && isRoot) {
      rootHolder = now.holder();
      rootName = now.name();
    }
  }

  /** What is mounted in it, oldest first. */
  public List<Mount> children() {
    return children;
  }

  public int number() {
    return number;
  }

  public boolean is(int flag) {
    return (flags & flag) != 0;
  }

  /** Whether something below a file of it is covered by what may not be taken away. */
  public boolean hidesBelow(Inode file) {
    return children.stream().anyMatch(one -> one.isLocked() && one.mountPoint().isWithin(file));
  }

  /** Whether it or its file system is. */
  public boolean isReadOnly() {
    return is(READ_ONLY) || root.fileSystem().isReadOnly();
  }

  public int flags() {
    return flags;
  }

  public void setFlags(int mountFlags) {
    flags = mountFlags;
  }

  public String source() {
    return source;
  }

  /** Null for one that has been taken away. */
  public MountNamespace namespace() {
    return namespace;
  }

  void setNamespace(MountNamespace of) {
    namespace = of;
  }

  public int peerGroup() {
    return peerGroup;
  }

  void setPeerGroup(int group) {
    peerGroup = group;
  }

  public int master() {
    return master;
  }

  void setMaster(int group) {
    master = group;
  }

  public boolean isUnbindable() {
    return unbindable;
  }

  void setUnbindable(boolean value) {
    unbindable = value;
  }

  public boolean isLocked() {
    return locked;
  }

  void setLocked(boolean value) {
    locked = value;
  }

  /** The name of its root in the file system; {@code //deleted} behind one that is gone. */
  public String rootName() {
    String name = "";
    if (root instanceof Directory directory) {
      name = directory.nameFrom(null);
    } else if (rootHolder != null) {
      name = rootHolder.nameFrom(null) + "/" + rootName;
    }
    return (name.isEmpty() ? "/" : name) + (isRootDeleted() ? "//deleted" : "");
  }

  /** Whether the name of its root has been taken away. */
  boolean isRootDeleted() {
    return root instanceof Directory directory
        ? directory.isRemoved()
        : rootHolder != null && rootHolder.lookup(rootName).filter(root::isSame).isEmpty();
  }

  @Override
  public Kind kind() {
    return Kind.MOUNT;
  }

  @Override
  public void save(ObjectWriter out) {
    out.pointer(root);
    out.pointer(rootHolder);
    out.text(rootName);
    out.pointer(parent);
    out.pointer(point);
    out.pointer(holder);
    out.text(pointName);
    out.numbers(new int[] {number, flags, peerGroup, master, lockedFlags, uses});
    out.flag(unbindable);
    out.flag(locked);
    out.text(source);
    out.pointer(namespace);
    out.pointers(children);
  }

  @Override
  public void load(ObjectReader in) {
    root = in.pointer();
    rootHolder = in.pointer();
    rootName = in.text();
    parent = in.pointer();
    point = in.pointer();
    holder = in.pointer();
    pointName = in.text();
    int[] words = in.numbers();
    number = words[0];
    flags = words[1];
    peerGroup = words[2];
    master = words[3];
    lockedFlags = words[4];
    uses = words[5];
    unbindable = in.flag();
    locked = in.flag();
    source = in.text();
    namespace = in.pointer();
    children.addAll(in.<Mount>pointers());
  }
}

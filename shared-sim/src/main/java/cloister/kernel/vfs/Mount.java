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

  private Inode root;

  /** The name of a root that is no directory in its file system. */
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

  /** Flags that whoever has it cannot take away: they came from a user namespace above. */
  private int lockedFlags;

  private final List<Mount> children = new ArrayList<>();

  public Mount(int id) {
    super(id);
  }

  /**
   * A mount that is nowhere yet.
   *
   * @param mountId by which {@code mountinfo} knows it
   * @param name of the root in its file system, when it is no directory
   */
  Mount of(int mountId, Inode mounted, String name, int mountFlags, String sourceName) {
    number = mountId;
    root = mounted;
    rootName = name;
    flags = mountFlags;
    source = sourceName;
    mounted.use();
    mounted.fileSystem().mounted();
    return this;
  }

  /** The same file once more, with the same flags, nowhere yet. */
  Mount copy(int id, int mountId, Inode from, String name) {
    Mount copy = new Mount(id).of(mountId, from, name, flags, source);
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

  void lockFlags(int more) {
    lockedFlags |= more;
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

  /** Nobody will see it any more. */
  void release() {
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

  MountPoint mountPoint() {
    return new MountPoint(parent, point, holder, pointName);
  }

  public boolean covers(Path path) {
    return parent == path.mount() && point == path.inode();
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

  /** The name of its root in the file system. */
  public String rootName() {
    if (!(root instanceof Directory at)) {
      return rootName;
    }
    StringBuilder text = new StringBuilder();
    while (at.parent() != at) {
      text.insert(0, "/" + at.name());
      at = at.parent();
    }
    return text.isEmpty() ? "/" : text.toString();
  }

  @Override
  public Kind kind() {
    return Kind.MOUNT;
  }

  @Override
  public void save(ObjectWriter out) {
    out.pointer(root);
    out.text(rootName);
    out.pointer(parent);
    out.pointer(point);
    out.pointer(holder);
    out.text(pointName);
    out.numbers(new int[] {number, flags, peerGroup, master, lockedFlags});
    out.flag(unbindable);
    out.flag(locked);
    out.text(source);
    out.pointer(namespace);
    out.pointers(children);
  }

  @Override
  public void load(ObjectReader in) {
    root = in.pointer();
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
    unbindable = in.flag();
    locked = in.flag();
    source = in.text();
    namespace = in.pointer();
    children.addAll(in.<Mount>pointers());
  }
}

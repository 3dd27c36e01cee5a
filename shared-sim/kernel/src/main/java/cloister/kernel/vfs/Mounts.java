package cloister.kernel.vfs;

import cloister.kernel.object.ObjectIds;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The mounts of all namespaces: who covers what, and what directories are called through them. */
public final class Mounts {
  /** In all namespaces together; Linux has a limit for each (fs.mount-max, 100,000). */
  static final int MOST = 4096;

  private final ObjectIds ids;
  private final List<MountNamespace> namespaces = new ArrayList<>();

  private int lastMount;
  private int lastGroup;

  /** Devices of file systems without one; the first are given by name. */
  private int lastDevice = 31;

  public Mounts(ObjectIds ids) {
    this.ids = ids;
  }

  public List<MountNamespace> namespaces() {
    return namespaces;
  }

  /** A mount of a whole file system that is nowhere yet. */
  public Mount make(Inode root, int flags, String source) {
    MountPoint whole = new MountPoint(null, root, null, "");
    return new Mount(ids.next()).of(++lastMount, whole, flags, source);
  }

  /** A file through another mount, nowhere yet. */
  Mount copy(MountPoint of) {
    return of.mount().copy(ids.next(), ++lastMount, of);
  }

  int newGroup() {
    return ++lastGroup;
  }

  public int newDevice() {
    return ++lastDevice;
  }

  /** How many there are in all namespaces. */
  int count() {
    int count = 0;
    for (MountNamespace namespace : namespaces) {
      count += namespace.list().size();
    }
    return count;
  }

  List<Mount> all() {
    List<Mount> all = new ArrayList<>();
    namespaces.forEach(namespace -> all.addAll(namespace.list()));
    return all;
  }

  /** What is mounted right at a place. */
  Optional<Mount> at(MountPoint place) {
    for (Mount child : place.mount() == null ? List.<Mount>of() : place.mount().children()) {
      if (child.isAt(place)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  /** What is mounted right at a mount's root, and covers all of it. */
  Optional<Mount> overmount(Mount mount) {
    return at(MountPoint.of(mount.root()));
  }

  /** A file has another name: what is mounted there goes with it. */
  public void renamed(MountPoint before, MountPoint now) {
    if (before.holder() != null) {
      all().forEach(mount -> mount.renamed(before, now));
    }
  }

  /** What is seen at a place: the root of the topmost mount there, or what was there before. */
  public MountPoint top(MountPoint place) {
    MountPoint top = place;
    Optional<Mount> next = at(top);
    while (next.isPresent()) {
      top = MountPoint.of(next.get().root());
      next = at(top);
    }
    return top;
  }

  /** What is seen in place of a directory, or of the root of a mount. */
  public Path topAt(Path path) {
    return top(MountPoint.of(path)).path();
  }

  /** The directory above; the root's, and that of mounts nobody sees any more, is itself. */
  public Path above(Path path, Path root) {
    Path at = path;
    while (!at.equals(root) && at.isMountRoot() && !at.mount().isTop()) {
      at = at.mount().place();
    }
    boolean ends = at.equals(root) || at.isMountRoot();
    return topAt(ends ? path : new Path(at.mount(), at.directory().parent()));
  }

  /** Whether a directory is still below what its mount shows: a rename may have moved it out. */
  boolean isConnected(Path path) {
    return path.mount() == null || path.directory().isWithin(path.mount().root().directory());
  }

  /**
   * The name of a file from a root on, as getcwd(2) gives it.
   *
   * @param root null for the root of the mounts that the file is seen through
   */
  public String name(Path path, Path root) {
    StringBuilder text = new StringBuilder();
    climb(path, root, text);
    return text.isEmpty() ? "/" : text.toString();
  }

  /** Whether a root is above it. */
  public boolean isReachable(Path path, Path root) {
    return climb(path, root, new StringBuilder());
  }

  /** Goes up to the root, or as far as there is something above. */
  private static boolean climb(Path path, Path root, StringBuilder text) {
    Path at = path;
    while (!at.equals(root)) {
      if (at.mount() == null) {
        return false;
      }
      if (at.isMountRoot()) {
        if (at.mount().isTop()) {
          return false;
        }
        MountPoint place = at.mount().mountPoint();
        at = place.path();
        if (place.holder() == null) {
          continue;
        }
        text.insert(0, "/" + place.name());
        at = new Path(place.mount(), place.holder());
      } else if (at.isDirectory()) {
        boolean isHere = root != null && root.mount() == at.mount();
        boolean ends = isHere && at.directory().isWithin(root.directory());
        Directory top = ends ? root.directory() : at.mount().root().directory();
        text.insert(0, at.directory().nameFrom(top));
        if (!at.directory().isWithin(top)) {
          return false; // it was moved out of what is mounted
        }
        at = new Path(at.mount(), top);
      } else {
        return false;
      }
    }
    return true;
  }

  /** The name of what a path has led to, from a root on. */
  public String name(PathWalk.Found found, Path root) {
    Path target = found.target().orElse(null);
    boolean known = target != null && (target.isDirectory() || target.isMountRoot());
    if (known) {
      return name(target, root);
    }
    String parent = name(found.parent(), root);
    return (parent.equals("/") ? "" : parent) + "/" + found.name();
  }

  public void save(ObjectWriter out) {
    out.number(lastMount);
    out.number(lastGroup);
    out.number(lastDevice);
    out.pointers(namespaces);
  }

  public void load(ObjectReader in) {
    lastMount = in.number();
    lastGroup = in.number();
    lastDevice = in.number();
    namespaces.clear();
    namespaces.addAll(in.<MountNamespace>pointers());
  }
}

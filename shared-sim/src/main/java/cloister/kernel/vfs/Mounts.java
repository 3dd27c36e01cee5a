package cloister.kernel.vfs;

import cloister.kernel.object.ObjectIds;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The mounts of all namespaces: who covers what, and what directories are called through them. */
public final class Mounts {
  /** In all namespaces together; Linux has a limit for each (fs.mount-max, 100,000). */
  static final int MOST = 4096;

  private final ObjectIds ids;
  private final List<MountNamespace> namespaces = new ArrayList<>();

  /** Taken away while somebody may still be in them. */
  private final List<Mount> detached = new ArrayList<>();

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
    return new Mount(ids.next()).of(++lastMount, root, "", flags, source);
  }

  Mount copy(Mount of, Inode root, String name) {
    return of.copy(ids.next(), ++lastMount, root, name);
  }

  int newGroup() {
    return ++lastGroup;
  }

  public int newDevice() {
    return ++lastDevice;
  }

  void detach(Mount mount) {
    detached.add(mount);
  }

  /** Forgets mounts that were taken away and that nobody is in any more. */
  public void sweep(Predicate<Mount> used) {
    for (Mount mount : List.copyOf(detached)) {
      if (!used.test(mount)) {
        detached.remove(mount);
        mount.release();
      }
    }
  }

  /** How many there are in all namespaces. */
  int count() {
    int count = 0;
    for (MountNamespace namespace : namespaces) {
      count += namespace.list().size();
    }
    return count;
  }

  public boolean hasDetached() {
    return !detached.isEmpty();
  }

  /** The first mount at a place. */
  public Optional<Mount> at(Path path) {
    for (Mount child : path.mount() == null ? List.<Mount>of() : path.mount().children()) {
      if (child.covers(path)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  /** What is seen at a place: the root of the topmost mount there, or what was there before. */
  public Path topAt(Path path) {
    Path top = path;
    Optional<Mount> next = at(top);
    while (next.isPresent()) {
      top = next.get().root();
      next = at(top);
    }
    return top;
  }

  /** The directory above; the root's is itself. */
  public Path above(Path path, Path root) {
    Path at = path;
    while (!at.equals(root) && at.equals(at.mount().root()) && !at.mount().isTop()) {
      at = at.mount().place();
    }
    return at.equals(root) ? at : topAt(new Path(at.mount(), at.directory().parent()));
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
      Directory above;
      String name;
      if (at.mount() == null) {
        return false;
      } else if (at.equals(at.mount().root())) {
        if (at.mount().isTop()) {
          return false;
        }
        MountPoint place = at.mount().mountPoint();
        if (place.holder() == null) {
          at = at.mount().place();
          continue;
        }
        above = place.holder();
        name = place.name();
        at = at.mount().place();
      } else if (at.isDirectory()) {
        above = at.directory().parent();
        if (above == at.directory()) {
          return false; // it was moved out of what is mounted
        }
        name = at.directory().name();
      } else {
        return false;
      }
      text.insert(0, "/" + name);
      at = new Path(at.mount(), above);
    }
    return true;
  }

  /** The name of what a path has led to, from a root on. */
  public String name(PathWalk.Found found, Path root) {
    Path target = found.target().orElse(null);
    boolean known =
        target != null
            && (target.isDirectory()
                || target.mount() != null && target.equals(target.mount().root()));
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
    out.pointers(detached);
  }

  public void load(ObjectReader in) {
    lastMount = in.number();
    lastGroup = in.number();
    lastDevice = in.number();
    namespaces.clear();
    namespaces.addAll(in.<MountNamespace>pointers());
    detached.clear();
    detached.addAll(in.<Mount>pointers());
  }
}

package cloister.kernel.vfs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Mounts with what is mounted in them: copied, and put somewhere, with what becomes of it in other
 * namespaces (mount_namespaces(7), "Shared subtrees").
 */
public final class MountTree {
  private final Mounts mounts;
  private final Propagation propagation;

  public MountTree(Mounts mounts) {
    this.mounts = mounts;
    propagation = new Propagation(mounts);
  }

  /** A mount and all below it, each before what is in it. */
  public static List<Mount> all(Mount top) {
    List<Mount> found = new ArrayList<>();
    addAll(top, found);
    return found;
  }

  private static void addAll(Mount top, List<Mount> found) {
    found.add(top);
    top.children().forEach(child -> addAll(child, found));
  }

  // Copies.

  /**
   * A file through another mount, nowhere yet (MS_BIND).
   *
   * @param recursive with what is mounted below it
   * @throws KernelError EPERM where one below it is neither to be copied nor to be left out
   */
  public Mount bind(MountPoint from, boolean recursive) throws KernelError {
    Mount top = mounts.copy(from);
    top.setLocked(false);
    if (recursive) {
      try {
        copyChildren(from.mount(), top);
      } catch (KernelError refused) {
        drop(top);
        throw refused;
      }
    }
    return top;
  }

  private void copyChildren(Mount from, Mount to) throws KernelError {
    for (Mount child : List.copyOf(from.children())) {
      if (!child.mountPoint().isWithin(to.root().inode())) {
        continue;
      }
      if (!child.isUnbindable()) {
        Mount copy = copyOf(child);
        copy.placeAt(child.mountPoint().through(to));
        copyChildren(child, copy);
      } else if (child.isLocked()) {
        throw Errno.EPERM.error();
      }
    }
  }

  private Mount copyOf(Mount mount) {
    return mounts.copy(MountPoint.of(mount.root()));
  }

  /** All mounts of a namespace in a new one that is still empty, by the originals' numbers. */
  public Map<Integer, Mount> copyAll(MountNamespace from, MountNamespace to) {
    Map<Integer, Mount> copies = new TreeMap<>();
    boolean weaker = from.owner() != to.owner();
    for (Mount mount : all(from.bottom())) {
      Mount copy = copyOf(mount);
      if (weaker) {
        becomeSlave(copy);
        copy.lock();
      }
      if (!mount.isTop()) {
        copy.placeAt(mount.mountPoint().through(copies.get(mount.parent().number())));
      }
      copies.put(mount.number(), copy);
      to.add(copy);
    }
    return copies;
  }

  /** Gets mounts from the original's peers, and gives none. */
  private static void becomeSlave(Mount copy) {
    if (copy.peerGroup() != 0) {
      copy.setMaster(copy.peerGroup());
      copy.setPeerGroup(0);
    }
  }

  /** Forgets a tree that was not put anywhere. */
  public static void drop(Mount top) {
    for (Mount mount : all(top).reversed()) {
      if (!mount.isTop()) {
        mount.leavePlace();
      }
      mount.releaseUnseen();
    }
  }

  // Places.

  /** Makes a mount the lowest of a namespace. */
  public void begin(MountNamespace namespace, Mount bottom) {
    namespace.add(bottom);
  }

  /**
   * Puts a tree somewhere where nothing is mounted, and copies of it wherever that place is shared.
   *
   * @return what is there now, copies and all
   * @throws KernelError ENOSPC where there would be too many, ENOENT for a file without a name; the
   *     tree is forgotten
   */
  public List<Mount> attach(Mount top, MountPoint place) throws KernelError {
    List<Copy> copies;
    try {
      copies = copies(top, place, all(top).size());
    } catch (KernelError refused) {
      drop(top);
      throw refused;
    }
    return put(top, place, copies);
  }

  /** Moves a mount with all below it (MS_MOVE); its old place is not shared. */
  public List<Mount> move(Mount top, MountPoint place) throws KernelError {
    List<Copy> copies = copies(top, place, 0);
    leave(top);
    return put(top, place, copies);
  }

  /** Puts a tree elsewhere, where nobody gets it (pivot_root(2)). */
  public void replace(Mount top, MountPoint place) {
    top.leavePlace();
    top.placeAt(place);
  }

  private static void leave(Mount top) {
    all(top).forEach(mount -> mount.namespace().remove(mount));
    top.leavePlace();
  }

  /** A tree and where it is to be seen. */
  private record Copy(Mount top, MountPoint place) {}

  /**
   * Makes copies for all who get what is mounted at a place.
   *
   * @param more how many mounts there will be beside them
   */
  private List<Copy> copies(Mount top, MountPoint place, int more) throws KernelError {
    if (top.isRootDeleted()) {
      throw Errno.ENOENT.error();
    }
    List<Mount> receivers =
        propagation.receivers(place.mount()).stream()
            .filter(one -> place.isWithin(one.root().inode()))
            .toList();
    List<Mount> tree = all(top);
    long all = mounts.count() + more + (long) tree.size() * receivers.size();
    if (all > Mounts.MOST) {
      throw Errno.ENOSPC.error();
    }
    List<Copy> copies = new ArrayList<>();
    if (place.mount().peerGroup() != 0) {
      tree.forEach(propagation::makeShared);
      Map<Integer, Mount> sources = new TreeMap<>();
      sources.put(place.mount().peerGroup(), top);
      for (Mount receiver : receivers) {
        copies.add(new Copy(copyFor(receiver, sources), place.through(receiver)));
      }
    }
    return copies;
  }

  /**
   * Peers have peers, and slaves have slaves of the nearest group above that has any.
   *
   * @param sources by the groups of those who have got one
   */
  private Mount copyFor(Mount receiver, Map<Integer, Mount> sources) throws KernelError {
    int group = receiver.peerGroup();
    boolean isFirst = !sources.containsKey(group);
    int above = isFirst ? receiver.master() : group;
    while (!sources.containsKey(above)) {
      above = propagation.masterOf(above);
    }
    Mount copy = copyOf(sources.get(above));
    copyChildren(sources.get(above), copy);
    if (isFirst) {
      for (Mount mount : all(copy)) {
        becomeSlave(mount);
        mount.setPeerGroup(group == 0 ? 0 : mounts.newGroup());
      }
    }
    if (group != 0) {
      sources.putIfAbsent(group, copy);
    }
    return copy;
  }

  private List<Mount> put(Mount top, MountPoint place, List<Copy> copies) {
    List<Mount> attached = new ArrayList<>();
    placeAll(top, place, attached);
    for (Copy copy : copies) {
      boolean weaker = copy.place.mount().namespace().owner() != top.namespace().owner();
      if (weaker) {
        all(copy.top).forEach(Mount::lock);
      }
      copy.top.setLocked(false);
      putBelow(copy, attached);
    }
    return attached;
  }

  private static void placeAll(Mount top, MountPoint place, List<Mount> attached) {
    top.placeAt(place);
    for (Mount mount : all(top)) {
      place.mount().namespace().add(mount);
      attached.add(mount);
    }
  }

  /** What was mounted there before is seen on top. */
  private void putBelow(Copy copy, List<Mount> attached) {
    Mount above = mounts.at(copy.place).orElse(null);
    MountPoint top = mounts.top(MountPoint.of(copy.top.root()));
    placeAll(copy.top, copy.place, attached);
    if (above != null) {
      above.leavePlace();
      above.placeAt(top);
    }
  }

  /** What was locked is not any more, and the other is. */
  public void exchangeLocks(Mount from, Mount to) {
    from.setLocked(false);
    to.setLocked(true);
  }
}

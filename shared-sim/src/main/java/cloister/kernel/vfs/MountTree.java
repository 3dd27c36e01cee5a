package cloister.kernel.vfs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Mounts with what is mounted in them: copied, put somewhere, and taken away, with what becomes of
 * it in other namespaces (mount_namespaces(7), "Shared subtrees").
 */
public final class MountTree {
  private final Mounts mounts;

  public MountTree(Mounts mounts) {
    this.mounts = mounts;
  }

  /** A mount and all below it, parents first. */
  public static List<Mount> all(Mount top) {
    List<Mount> found = new ArrayList<>(List.of(top));
    for (int i = 0; i < found.size(); i++) {
      found.addAll(found.get(i).children());
    }
    return found;
  }

  // Copies.

  /**
   * A file through another mount, nowhere yet (MS_BIND).
   *
   * @param name of a file that is no directory in its file system
   * @param recursive with what is mounted below it
   */
  public Mount bind(Path from, String name, boolean recursive) {
    Mount top = mounts.copy(from.mount(), from.inode(), name);
    top.setLocked(false);
    top.lockFlags(from.mount().lockedFlags());
    if (recursive) {
      copyChildren(from.mount(), top);
    }
    return top;
  }

  private void copyChildren(Mount from, Mount to) {
    for (Mount child : List.copyOf(from.children())) {
      if (!child.isUnbindable() && child.mountPoint().isWithin(to)) {
        Mount copy = mounts.copy(child, child.root().inode(), fileName(child));
        copy.placeAt(child.mountPoint().in(to));
        copyChildren(child, copy);
      }
    }
  }

  private static String fileName(Mount mount) {
    return mount.root().isDirectory() ? "" : mount.rootName();
  }

  /** All mounts of a namespace in a new one that is still empty, by the originals' numbers. */
  public Map<Integer, Mount> copyAll(MountNamespace from, MountNamespace to) {
    Map<Integer, Mount> copies = new TreeMap<>();
    boolean weaker = from.owner() != to.owner();
    for (Mount mount : all(from.bottom())) {
      Mount copy = mounts.copy(mount, mount.root().inode(), fileName(mount));
      if (weaker) {
        makeSlave(copy);
        copy.setLocked(!mount.isTop());
        copy.lockFlags(mount.flags());
      }
      if (!mount.isTop()) {
        copy.placeAt(mount.mountPoint().in(copies.get(mount.parent().number())));
      }
      copies.put(mount.number(), copy);
      to.add(copy);
    }
    return copies;
  }

  private static void makeSlave(Mount copy) {
    if (copy.peerGroup() != 0) {
      copy.setMaster(copy.peerGroup());
      copy.setPeerGroup(0);
    }
  }

  /** Whether a mount's place lies at or below a directory. */
  public static boolean isBelow(Mount mount, Path directory) {
    return mount.place().inode() instanceof Directory place
        && directory.inode() instanceof Directory top
        && place.isWithin(top);
  }

  /** Forgets a tree that was not put anywhere. */
  public static void drop(Mount top) {
    for (Mount mount : all(top).reversed()) {
      if (!mount.isTop()) {
        mount.leavePlace();
      }
      mount.release();
    }
  }

  // Places.

  /** Makes a mount the lowest of a namespace. */
  public void begin(MountNamespace namespace, Mount bottom) {
    namespace.add(bottom);
  }

  /** Puts a tree somewhere, and copies of it wherever that place is shared. */
  public List<Mount> attach(Mount top, MountPoint place) throws KernelError {
    List<Mount> attached = new ArrayList<>();
    List<Receiver> receivers = receivers(place.mount());
    long more = (long) all(top).size() * (1 + receivers.size());
    if (mounts.count() + more > Mounts.MOST) {
      drop(top);
      throw Errno.ENOSPC.error();
    }
    if (place.mount().peerGroup() != 0) {
      for (Mount mount : all(top)) {
        if (mount.peerGroup() == 0) {
          mount.setPeerGroup(mounts.newGroup());
        }
      }
    }
    Map<Integer, Mount> sources = new TreeMap<>();
    sources.put(place.mount().peerGroup(), top);
    put(top, place, attached);
    for (Receiver receiver : receivers) {
      Mount into = receiver.mount;
      if (place.isWithin(into)) {
        put(copyFor(receiver, sources), place.in(into), attached);
      }
    }
    return attached;
  }

  private Mount copyFor(Receiver receiver, Map<Integer, Mount> sources) {
    int group = receiver.mount.peerGroup();
    Mount peer = sources.get(group);
    Mount from = peer != null ? peer : sources.get(receiver.from);
    Mount copy = mounts.copy(from, from.root().inode(), fileName(from));
    copyChildren(from, copy);
    if (peer == null) {
      for (Mount one : all(copy)) {
        makeSlave(one);
        if (group != 0) {
          one.setPeerGroup(mounts.newGroup());
        }
      }
      if (group != 0) {
        sources.put(group, copy);
      }
    }
    return copy;
  }

  /** What was mounted there before by propagation's target is seen on top, as Linux has it. */
  private void put(Mount top, MountPoint place, List<Mount> attached) {
    Mount above = mounts.at(new Path(place.mount(), place.inode())).orElse(null);
    top.placeAt(place);
    for (Mount mount : all(top)) {
      place.mount().namespace().add(mount);
      attached.add(mount);
    }
    if (above != null) {
      above.leavePlace();
      above.placeAt(MountPoint.of(top.root()));
    }
  }

  /** Moves a mount with all below it (MS_MOVE); its old place is not shared. */
  public List<Mount> move(Mount top, MountPoint to) throws KernelError {
    top.leavePlace();
    for (Mount mount : all(top)) {
      mount.namespace().remove(mount);
    }
    return attach(top, to);
  }

  /** Puts a mount elsewhere and tells nobody (pivot_root(2)). */
  public void replace(Mount mount, MountPoint to) {
    mount.leavePlace();
    mount.placeAt(to);
  }

  public void exchangeLocks(Mount from, Mount to) {
    from.setLocked(false);
    to.setLocked(true);
  }

  /** Takes a mount away, with all below it, here and wherever its place is shared. */
  public List<Mount> detach(Mount top) {
    List<Mount> gone = new ArrayList<>();
    for (Mount mount : all(top).reversed()) {
      for (Mount copy : copiesOf(mount)) {
        if (copy.children().isEmpty() && !copy.isLocked()) {
          gone.add(copy);
          takeAway(copy);
        }
      }
      gone.add(mount);
      takeAway(mount);
    }
    return gone;
  }

  /** Mounts at the same place of the peers and slaves of a mount's parent. */
  public List<Mount> copiesOf(Mount mount) {
    List<Mount> copies = new ArrayList<>();
    if (!mount.isTop()) {
      for (Receiver receiver : receivers(mount.parent())) {
        mounts.at(new Path(receiver.mount, mount.place().inode())).ifPresent(copies::add);
      }
    }
    return copies;
  }

  /** One mount leaves its place and its namespace; what is in it stands alone. */
  void takeAway(Mount mount) {
    for (Mount child : List.copyOf(mount.children())) {
      child.leavePlace();
    }
    if (!mount.isTop()) {
      mount.leavePlace();
    }
    if (mount.namespace() != null) {
      mount.namespace().remove(mount);
    }
    makePrivate(mount);
    mounts.detach(mount);
  }

  // Propagation.

  /** A mount that gets what is mounted in another one, and the group that it gets it from. */
  private record Receiver(Mount mount, int from) {}

  private List<Receiver> receivers(Mount from) {
    List<Receiver> found = new ArrayList<>();
    List<Integer> groups = new ArrayList<>();
    if (from.peerGroup() != 0) {
      groups.add(from.peerGroup());
    }
    for (int i = 0; i < groups.size(); i++) {
      int group = groups.get(i);
      for (Mount mount : everyMount()) {
        boolean slave = mount.master() == group;
        boolean known = found.stream().anyMatch(one -> one.mount == mount);
        if (mount != from && !known && (slave || mount.peerGroup() == group)) {
          found.add(new Receiver(mount, group));
          if (slave && mount.peerGroup() != 0 && !groups.contains(mount.peerGroup())) {
            groups.add(mount.peerGroup());
          }
        }
      }
    }
    return found;
  }

  private List<Mount> everyMount() {
    List<Mount> all = new ArrayList<>();
    mounts.namespaces().forEach(one -> all.addAll(one.list()));
    return all;
  }

  public void makeShared(Mount mount) {
    mount.setUnbindable(false);
    if (mount.peerGroup() == 0) {
      mount.setPeerGroup(mounts.newGroup());
    }
  }

  public void makePrivate(Mount mount) {
    leaveGroup(mount);
    mount.setMaster(0);
    mount.setUnbindable(false);
  }

  public void makeUnbindable(Mount mount) {
    makePrivate(mount);
    mount.setUnbindable(true);
  }

  /** Gets mounts from those that were its peers, and gives none. */
  public void makeDependent(Mount mount) {
    int group = mount.peerGroup();
    boolean alone = everyMount().stream().noneMatch(one -> one != mount && isPeer(one, group));
    leaveGroup(mount);
    if (group != 0 && !alone) {
      mount.setMaster(group);
    }
  }

  private static boolean isPeer(Mount mount, int group) {
    return mount.peerGroup() == group;
  }

  /** The last one of a group leaves its slaves to its own master. */
  private void leaveGroup(Mount mount) {
    int group = mount.peerGroup();
    mount.setPeerGroup(0);
    List<Mount> all = everyMount();
    if (group != 0 && all.stream().noneMatch(one -> isPeer(one, group))) {
      for (Mount slave : all) {
        if (slave.master() == group) {
          slave.setMaster(mount.master());
        }
      }
    }
  }
}

package cloister.kernel.vfs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who gets to see what is mounted, or taken away, in another mount (mount_namespaces(7), "Shared
 * subtrees").
 */
public final class Propagation {
  private final Mounts mounts;

  public Propagation(Mounts mounts) {
    this.mounts = mounts;
  }

  /** Its peers, their slaves, the slaves' peers and slaves, and so on. */
  List<Mount> receivers(Mount from) {
    Set<Mount> found = new LinkedHashSet<>();
    List<Integer> groups = new ArrayList<>();
    if (from.peerGroup() != 0) {
      groups.add(from.peerGroup());
    }
    List<Mount> all = mounts.all();
    for (int i = 0; i < groups.size(); i++) {
      int group = groups.get(i);
      for (Mount mount : all) {
        boolean slave = mount.master() == group;
        if (mount != from && (slave || mount.peerGroup() == group)) {
          found.add(mount);
          if (slave && mount.peerGroup() != 0 && !groups.contains(mount.peerGroup())) {
            groups.add(mount.peerGroup());
          }
        }
      }
    }
    return List.copyOf(found);
  }

  /** Mounts at the same place of those who get what is mounted in a mount's parent. */
  List<Mount> copiesOf(Mount mount) {
    List<Mount> copies = new ArrayList<>();
    if (!mount.isTop()) {
      for (Mount receiver : receivers(mount.parent())) {
        mounts.at(mount.mountPoint().through(receiver)).ifPresent(copies::add);
      }
    }
    return copies;
  }

  /** The group that a group gets mounts from; 0 for none. */
  public int masterOf(int group) {
    return mounts.all().stream()
        .filter(mount -> mount.peerGroup() == group)
        .findFirst()
        .map(Mount::master)
        .orElse(0);
  }

  /** MS_SHARED. */
  public void makeShared(Mount mount) {
    mount.setUnbindable(false);
    if (mount.peerGroup() == 0) {
      mount.setPeerGroup(mounts.newGroup());
    }
  }

  /** MS_PRIVATE. */
  public void makePrivate(Mount mount) {
    leaveGroup(mount);
    mount.setMaster(0);
    mount.setUnbindable(false);
  }

  /** MS_UNBINDABLE. */
  public void makeUnbindable(Mount mount) {
    makePrivate(mount);
    mount.setUnbindable(true);
  }

  /** MS_SLAVE: it gets mounts from those that were its peers, and gives none. */
  public void makeSlave(Mount mount) {
    int group = mount.peerGroup();
    leaveGroup(mount);
    if (group != 0 && hasMembers(group)) {
      mount.setMaster(group);
    }
  }

  /** The last one of a group leaves its slaves to its own master. */
  private void leaveGroup(Mount mount) {
    int group = mount.peerGroup();
    mount.setPeerGroup(0);
    if (group != 0 && !hasMembers(group)) {
      for (Mount slave : mounts.all()) {
        if (slave.master() == group) {
          slave.setMaster(mount.master());
        }
      }
    }
  }

  private boolean hasMembers(int group) {
    return mounts.all().stream().anyMatch(mount -> mount.peerGroup() == group);
  }
}

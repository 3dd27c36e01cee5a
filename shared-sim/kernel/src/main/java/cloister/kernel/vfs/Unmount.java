package cloister.kernel.vfs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Takes mounts away, here and wherever their places are shared (umount(2)). */
public final class Unmount {
  private final Mounts mounts;
  private final Propagation propagation;

  public Unmount(Mounts mounts) {
    this.mounts = mounts;
    propagation = new Propagation(mounts);
  }

  /** Whether somebody is in it, or in what peers have at its place and would lose with it. */
  public boolean isBusy(Mount mount) {
    boolean busy = !mount.children().isEmpty() || mount.isUsed();
    for (Mount copy : propagation.copiesOf(mount)) {
      int over = mounts.overmount(copy).isPresent() ? 1 : 0;
      busy |= copy.children().size() == over && copy.isUsed();
    }
    return busy;
  }

  /**
   * What goes with a mount: all below it, and what is at the same places of peers and slaves, as
   * far as nothing is left there and nothing comes to light that was to stay hidden.
   */
  public List<Mount> victims(Mount top) {
    Set<Mount> own = new LinkedHashSet<>(MountTree.all(top));
    propagation.copiesOf(top).forEach(copy -> copy.setLocked(false));
    Set<Mount> going = new LinkedHashSet<>(own);
    own.forEach(mount -> going.addAll(propagation.copiesOf(mount)));
    boolean settled = false;
    while (!settled) {
      List<Mount> staying = new ArrayList<>(going);
      staying.removeIf(mount -> own.contains(mount) || mayGo(mount, going));
      settled = staying.isEmpty();
      staying.forEach(going::remove);
    }
    return List.copyOf(going);
  }

  private boolean mayGo(Mount mount, Set<Mount> going) {
    if (mount.isLocked() && !going.contains(mount.parent())) {
      return false;
    }
    Mount over = mounts.overmount(mount).orElse(null);
    return mount.children().stream()
        .allMatch(child -> child == over || remaining(child, going).isEmpty());
  }

  /** What will be at a mount's place: itself, or what covers it and stays. */
  private Optional<Mount> remaining(Mount mount, Set<Mount> going) {
    return going.contains(mount)
        ? mounts.overmount(mount).flatMap(over -> remaining(over, going))
        : Optional.of(mount);
  }

  /**
   * Mounts leave their places and their namespaces, and are nobody's peers any more. What covers
   * one of them and stays moves into its place.
   *
   * @param victims those that are in others behind these
   * @param stays whether one that is in another victim stays there, seen by those who are in it
   */
  public void takeAway(List<Mount> victims, Predicate<Mount> stays) {
    Set<Mount> going = new LinkedHashSet<>(victims);
    for (Mount mount : victims) {
      mounts
          .overmount(mount)
          .filter(over -> !going.contains(over))
          .ifPresent(over -> slide(over, going));
    }
    for (Mount mount : victims) {
      boolean staysThere = going.contains(mount.parent()) && stays.test(mount);
      if (!mount.isTop() && !staysThere) {
        mount.leavePlace();
      }
      mount.namespace().remove(mount);
      propagation.makePrivate(mount);
    }
    victims.stream().filter(Mount::isTop).toList().forEach(Mount::releaseUnseen);
  }

  private static void slide(Mount over, Set<Mount> going) {
    MountPoint place = over.mountPoint();
    while (going.contains(place.mount())) {
      place = place.mount().mountPoint();
    }
    over.leavePlace();
    over.placeAt(place);
  }

  /** What goes with a file in all namespaces: what is mounted on it, with all below that. */
  public List<Mount> covering(MountPoint place) {
    Set<Mount> found = new LinkedHashSet<>();
    for (Mount mount : mounts.all()) {
      if (!mount.isTop() && mount.mountPoint().isSameFile(place)) {
        found.addAll(MountTree.all(mount));
      }
    }
    return List.copyOf(found);
  }
}

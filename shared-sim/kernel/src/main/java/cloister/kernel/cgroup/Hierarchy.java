package cloister.kernel.cgroup;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.List;

/** All groups, and the rules of their tree (cgroup-v2, "Basic Operations"). */
public final class Hierarchy {
  /** Groups within each other, beyond what cgroup.max.depth says. */
  private static final int MOST_LEVELS = 200;

  private final ObjectIds ids;
  private Cgroup root;

  /** Removed, with something of theirs left. */
  private final List<Cgroup> dying = new ArrayList<>();

  /** Namespaces are the borders of what is delegated (the option nsdelegate). */
  private boolean delegates = true;

  public Hierarchy(ObjectIds ids) {
    this.ids = ids;
  }

  /** Makes the first group, whose children have every controller. */
  public Cgroup begin() {
    root = new Cgroup(ids.next()).root(ids);
    for (Controller one : Controller.values()) {
      root.give(one, ids);
    }
    return root;
  }

  public Cgroup root() {
    return root;
  }

  public boolean delegates() {
    return delegates;
  }

  public void setDelegates(boolean value) {
    delegates = value;
  }

  /** A group that has no name yet. EAGAIN where there may be no more or no deeper ones. */
  public Cgroup make(Cgroup parent) throws KernelError {
    int level = 1;
    for (Cgroup at = parent; at != null; at = at.parent()) {
      if (at.descendants() >= at.mostDescendants() || level > at.mostLevels()) {
        throw Errno.EAGAIN.error();
      }
      level++;
    }
    if (level > MOST_LEVELS) {
      throw Errno.EAGAIN.error();
    }
    return new Cgroup(ids.next()).below(parent, ids);
  }

  /** EBUSY where somebody is in it, or groups are. */
  public void remove(Cgroup group) throws KernelError {
    if (group.hasMembers() || !group.children().isEmpty()) {
      throw Errno.EBUSY.error();
    }
    group.detach();
    forget();
    dying.add(group);
  }

  private void forget() {
    dying.removeIf(group -> leftOf(group, Controller.MEMORY) + leftOf(group, Controller.PIDS) == 0);
  }

  private static int leftOf(Cgroup group, Controller one) {
    if (!group.has(one)) {
      return 0;
    }
    return switch (one) {
      case CPU -> 0;
      case MEMORY -> group.memory().current();
      case PIDS -> group.pids().current();
    };
  }

  /** How many below a group are removed, with pages or unreaped tasks of theirs left. */
  public int dying(Cgroup within) {
    forget();
    return (int) dying.stream().filter(one -> one.isWithin(within)).count();
  }

  public int dying(Cgroup within, Controller one) {
    forget();
    return (int)
        dying.stream().filter(group -> group.isWithin(within) && leftOf(group, one) > 0).count();
  }

  /** How many at or below a group have a controller. */
  public static int having(Cgroup group, Controller one) {
    int count = group.has(one) ? 1 : 0;
    for (Cgroup child : group.children()) {
      count += having(child, one);
    }
    return count;
  }

  /**
   * Gives controllers to the children of a group, and takes others away.
   *
   * @throws KernelError ENOENT for one that it has not itself, EBUSY, EOPNOTSUPP
   */
  public void control(Cgroup group, List<Controller> more, List<Controller> less)
      throws KernelError {
    List<Controller> given = new ArrayList<>(more);
    given.removeIf(group::gives);
    List<Controller> taken = new ArrayList<>(less);
    taken.removeIf(one -> !group.gives(one));
    for (Controller one : given) {
      if (!group.has(one)) {
        throw Errno.ENOENT.error();
      }
    }
    for (Controller one : taken) {
      if (group.children().stream().anyMatch(child -> child.gives(one))) {
        throw Errno.EBUSY.error();
      }
    }
    if (!given.isEmpty()) {
      requireHost(group, given.stream().anyMatch(one -> !one.isThreaded()));
    }
    given.forEach(one -> group.give(one, ids));
    taken.forEach(group::take);
  }

  /** No process is in a group whose children compete with it, but for threads and the first one. */
  private static void requireHost(Cgroup group, boolean forDomains) throws KernelError {
    if (!group.domain().isValidDomain()) {
      throw Errno.EOPNOTSUPP.error();
    }
    if (group.isRoot()) {
      return;
    }
    if (forDomains && (group.isThreadRoot() || group.isThreaded())) {
      throw Errno.EOPNOTSUPP.error();
    }
    if (!forDomains && (group.canBeThreadRoot() || group.isThreaded())) {
      return;
    }
    if (group.hasMembers()) {
      throw Errno.EBUSY.error();
    }
  }

  /** Whether a process may come into a group. EOPNOTSUPP, EBUSY. */
  public static void requireRoom(Cgroup to) throws KernelError {
    if (!to.domain().isValidDomain()) {
      throw Errno.EOPNOTSUPP.error();
    }
    if (!to.canBeThreadRoot() && !to.isThreaded() && to.givesAny()) {
      throw Errno.EBUSY.error();
    }
  }

  /** EOPNOTSUPP where it cannot be one of threads. */
  public static void makeThreaded(Cgroup group) throws KernelError {
    if (group.isThreaded()) {
      return;
    }
    boolean domains =
        group.isPopulated() || group.gives(Controller.MEMORY) || group.parent() == null;
    Cgroup domain = domains ? null : group.parent().domain();
    if (domain == null || !domain.isValidDomain() || !domain.canBeThreadRoot()) {
      throw Errno.EOPNOTSUPP.error();
    }
    group.becomeThreaded();
  }

  public void save(ObjectWriter out) {
    out.pointer(root);
    out.pointers(dying);
    out.flag(delegates);
  }

  public void load(ObjectReader in) {
    root = in.pointer();
    dying.clear();
    dying.addAll(in.<Cgroup>pointers());
    delegates = in.flag();
  }
}

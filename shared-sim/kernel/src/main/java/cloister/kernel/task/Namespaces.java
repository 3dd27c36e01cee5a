package cloister.kernel.task;

import cloister.event.EventSink;
import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cgroup.Cgroup;
import cloister.kernel.cgroup.CgroupNamespace;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.fs.NamespaceFile;
import cloister.kernel.ipc.IpcContext;
import cloister.kernel.ipc.IpcNamespace;
import cloister.kernel.mm.Frames;
import cloister.kernel.net.Interface;
import cloister.kernel.net.NetworkNamespace;
import cloister.kernel.ns.Namespace;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.ns.NamespaceSet;
import cloister.kernel.ns.TimeNamespace;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.ns.UtsNamespace;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.time.KernelTime;
import cloister.kernel.trace.NamespaceMade;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Mount;
import cloister.kernel.vfs.MountNamespace;
import cloister.kernel.vfs.MountTree;
import cloister.kernel.vfs.Mounts;
import cloister.kernel.vfs.Path;
import cloister.kernel.vfs.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Makes namespaces (clone(2), unshare(2)) and numbers them. */
public final class Namespaces {
  /** Linux gives {@code /proc}'s own files the numbers in between. */
  private static final int FIRST_NUMBER = 0xF0000150;

  private static final int NSFS_MAGIC = 0x6e736673;

  private static final int USUAL_LIMIT = 63432;

  private final ObjectIds ids;
  private final KernelTime time;
  private final TaskTable table;
  private final Mounts mounts;
  private final EventSink events;
  private final IpcContext ipc;
  private int next = FIRST_NUMBER;
  private UserNamespace firstUsers;
  private NetworkNamespace firstNetwork;

  /** How many there may be of each kind beside the first ones (namespaces(7)). */
  private final int[] limits = new int[NamespaceKind.values().length];

  /** Whether users without capabilities may make user namespaces. */
  private boolean forEverybody = true;

  private FileSystem files;

  public Namespaces(
      ObjectIds ids,
      Frames frames,
      KernelTime time,
      Scheduler scheduler,
      TaskTable table,
      Mounts mounts,
      EventSink events) {
    this.ids = ids;
    this.time = time;
    this.table = table;
    this.mounts = mounts;
    this.events = events;
    ipc = new IpcContext(ids, frames, time, () -> running(scheduler), events);
    Arrays.fill(limits, USUAL_LIMIT);
  }

  private static int running(Scheduler scheduler) {
    return scheduler.current().map(task -> task.process().pid()).orElse(0);
  }

  /** What objects of System V are made with. */
  public IpcContext ipc() {
    return ipc;
  }

  /** Makes the first one of each kind. */
  public NamespaceSet first(Cgroup group) {
    files = new FileSystem(ids.next(), ids, time).named("nsfs", 4, NSFS_MAGIC);
    firstUsers = new UserNamespace(ids.next()).initial();
    List<Namespace> all = new ArrayList<>();
    all.add(new PidNamespace(ids.next(), table).initial(firstUsers));
    all.add(
        new MountNamespace(ids.next(), mounts).of(NamespaceKind.MOUNT.initialNumber(), firstUsers));
    all.add(new UtsNamespace(ids.next()).of(NamespaceKind.UTS.initialNumber(), firstUsers));
    all.add(
        new TimeNamespace(ids.next()).of(NamespaceKind.TIME.initialNumber(), firstUsers).enter());
    int number = NamespaceKind.CGROUP.initialNumber();
    all.add(new CgroupNamespace(ids.next()).of(number, firstUsers, group));
    all.add(new IpcNamespace(ids.next(), ipc).of(NamespaceKind.IPC.initialNumber(), firstUsers));
    int network = NamespaceKind.NETWORK.initialNumber();
    firstNetwork =
        new NetworkNamespace(ids.next()).of(network, firstUsers, new Interface(ids.next()), null);
    all.add(firstNetwork);
    return NamespaceSet.of(all);
  }

  public UserNamespace firstUsers() {
    return firstUsers;
  }

  /** What a link to it in {@code /proc} leads to. */
  public Path file(Namespace namespace) {
    NamespaceFile file = new NamespaceFile(ids.next()).of(files, namespace);
    return new Path(null, file);
  }

  /**
   * Refuses what cannot be made, before anything is. EPERM; ENOSPC where there are too many, or too
   * many in each other; EINVAL for numbers of processes that are to be others twice.
   *
   * @param flags of clone(2), one for each kind
   */
  public void requireMakeable(Task task, int flags) throws KernelError {
    boolean users = (flags & NamespaceKind.USER.flag()) != 0;
    if (users) {
      requireUsersMakeable(task);
    }
    int others = flags & NamespaceKind.allFlags() & ~NamespaceKind.USER.flag();
    if (others != 0 && !users && !task.credentials().can(Capability.SYS_ADMIN)) {
      throw Errno.EPERM.error();
    }
    if ((flags & NamespaceKind.PID.flag()) != 0) {
      PidNamespace numbers = (PidNamespace) task.namespaces().get(NamespaceKind.PID);
      if (numbers != task.process().pids()) {
        throw Errno.EINVAL.error();
      }
      if (numbers.level() >= UserNamespace.MOST_LEVELS) {
        throw Errno.ENOSPC.error();
      }
    }
    for (NamespaceKind kind : NamespaceKind.values()) {
      if ((others & kind.flag()) != 0) {
        requireRoom(kind);
      }
    }
  }

  private void requireUsersMakeable(Task task) throws KernelError {
    Credentials who = task.credentials();
    UserNamespace above = who.namespace();
    if (!forEverybody && !who.canEverywhere(Capability.SYS_ADMIN)) {
      throw Errno.EPERM.error();
    }
    if (above.level() >= UserNamespace.MOST_LEVELS) {
      throw Errno.ENOSPC.error();
    }
    requireRoom(NamespaceKind.USER);
    MountNamespace seen = (MountNamespace) task.namespaces().get(NamespaceKind.MOUNT);
    boolean known =
        above.users().fromKernel(who.euid()) != -1 && above.groups().fromKernel(who.egid()) != -1;
    if (!known || !task.place().root().equals(seen.top())) {
      throw Errno.EPERM.error();
    }
  }

  private void requireRoom(NamespaceKind kind) throws KernelError {
    if (new NamespaceList(table).count(kind) >= limits[kind.ordinal()]) {
      throw Errno.ENOSPC.error();
    }
  }

  public int limit(NamespaceKind kind) {
    return limits[kind.ordinal()];
  }

  public void setLimit(NamespaceKind kind, int most) {
    limits[kind.ordinal()] = most;
  }

  public boolean isForEverybody() {
    return forEverybody;
  }

  public void setForEverybody(boolean value) {
    forEverybody = value;
  }

  private int number() {
    return next++;
  }

  private void tell(Task task, Namespace made) {
    if (events.listening()) {
      events.accept(new NamespaceMade(task.tid(), made.namespaceKind().label(), made.number()));
    }
  }

  /**
   * A task's credentials, in a new user namespace if the flags ask for one: whoever makes it has
   * all capabilities in it (user_namespaces(7)).
   */
  public Credentials credentials(Task task, int flags) {
    Credentials who = task.credentials();
    if ((flags & NamespaceKind.USER.flag()) == 0) {
      return who;
    }
    UserNamespace made =
        new UserNamespace(ids.next()).below(who.namespace(), number(), who.euid(), who.egid());
    tell(task, made);
    return who.in(made);
  }

  /**
   * A task's namespaces with new ones of some kinds, in use once more.
   *
   * @param who makes them, perhaps in a user namespace that is new as well
   * @param place whose root and working directory move to the new mounts
   */
  public NamespaceSet make(Task task, int flags, Credentials who, Place place) {
    NamespaceSet set = task.namespaces();
    UserNamespace owner = who.namespace();
    for (NamespaceKind kind : NamespaceKind.values()) {
      if ((flags & kind.flag()) != 0 && kind != NamespaceKind.USER) {
        Namespace made = make(kind, task, set, owner, place);
        set = set.with(made);
        tell(task, made);
      }
    }
    return set.use();
  }

  private Namespace make(
      NamespaceKind kind, Task task, NamespaceSet from, UserNamespace owner, Place place) {
    return switch (kind) {
      case CGROUP -> new CgroupNamespace(ids.next()).of(number(), owner, task.group());
      case MOUNT -> copyMounts((MountNamespace) from.get(kind), owner, place);
      case UTS -> from.uts().copy(ids.next(), number(), owner);
      case NETWORK ->
          new NetworkNamespace(ids.next())
              .of(number(), owner, new Interface(ids.next()), firstNetwork);
      case TIME -> from.nextTimes().copy(ids.next(), number(), owner);
      case PID -> {
        PidNamespace above = (PidNamespace) from.get(kind);
        yield new PidNamespace(ids.next(), table).below(above, number(), owner);
      }
      case IPC -> new IpcNamespace(ids.next(), ipc).of(number(), owner);
      case USER -> throw new IllegalStateException("credentials have the user namespace");
    };
  }

  private MountNamespace copyMounts(MountNamespace from, UserNamespace owner, Place place) {
    MountNamespace copy = new MountNamespace(ids.next(), mounts).of(number(), owner);
    Map<Integer, Mount> copies = new MountTree(mounts).copyAll(from, copy);
    place.setRoot(through(copies, from, place.root()));
    place.setWorking(through(copies, from, place.working()));
    return copy;
  }

  private static Path through(Map<Integer, Mount> copies, MountNamespace from, Path path) {
    return path.mount().namespace() == from
        ? new Path(copies.get(path.mount().number()), path.inode())
        : path;
  }

  public void save(ObjectWriter out) {
    out.number(next);
    out.numbers(limits);
    out.flag(forEverybody);
    out.pointer(firstUsers);
    out.pointer(firstNetwork);
    out.pointer(files);
  }

  public void load(ObjectReader in) {
    next = in.number();
    System.arraycopy(in.numbers(), 0, limits, 0, limits.length);
    forEverybody = in.flag();
    firstUsers = in.pointer();
    firstNetwork = in.pointer();
    files = in.pointer();
  }
}

package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.fs.NamespaceFile;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.FileSystemTypes;
import cloister.kernel.vfs.Mount;
import cloister.kernel.vfs.MountNamespace;
import cloister.kernel.vfs.MountPoint;
import cloister.kernel.vfs.MountTree;
import cloister.kernel.vfs.Path;
import cloister.kernel.vfs.PathWalk;
import cloister.kernel.vfs.Propagation;
import java.util.List;

/** What is seen where: mount(2). */
final class MountCalls {
  private static final int LONGEST_OPTIONS = 4096;
  private static final int REMOUNT = 32;
  private static final int BIND = 0x1000;
  private static final int MOVE = 0x2000;
  private static final int RECURSIVE = 0x4000;
  private static final int SILENT = 0x8000;
  private static final int UNBINDABLE = 1 << 17;
  private static final int PRIVATE = 1 << 18;
  private static final int SLAVE = 1 << 19;
  private static final int SHARED = 1 << 20;
  private static final int PROPAGATION_TYPES = UNBINDABLE | PRIVATE | SLAVE | SHARED;
  private static final int STRICT_ACCESS_TIME = 1 << 24;
  private static final int NO_USER = 1 << 31;
  private static final int MAGIC = 0xC0ED0000;

  private MountCalls() {}

  static void addTo(Rows rows) {
    rows.partial(
        21,
        "mount",
        "sssxp",
        "Of types there are tmpfs, proc, sysfs, devtmpfs, devpts, mqueue, cgroup2 and overlay, and"
            + " no disks, loop devices included; MS_SYNCHRONOUS and MS_DIRSYNC say nothing.",
        MountCalls::mount);
  }

  /** EPERM for whoever may not change what others see. */
  static void requireMayMount(Call call) throws KernelError {
    var owner = call.task().mounts().owner();
    if (!call.task().credentials().can(Capability.SYS_ADMIN, owner)) {
      throw Errno.EPERM.error();
    }
  }

  static void require(boolean holds, Errno otherwise) throws KernelError {
    if (!holds) {
      throw otherwise.error();
    }
  }

  static boolean isOwn(Call call, Mount mount) {
    return mount != null && mount.namespace() == call.task().mounts();
  }

  /** What is on top of a place, where the next one is mounted. ENOENT for one without a name. */
  private static MountPoint place(Call call, PathWalk.Found found) throws KernelError {
    MountPoint place = call.parts().mounts().top(MountPoint.of(found, found.require()));
    boolean removed = place.inode() instanceof Directory directory && directory.isRemoved();
    require(!removed, Errno.ENOENT);
    return place;
  }

  private static String text(Call call, int index, int most) throws KernelError {
    return call.argument(index) == 0
        ? ""
        : call.memory().readText(call.argument(index), most, Errno.EINVAL);
  }

  private static long mount(Call call) throws KernelError {
    String type = text(call, 2, LONGEST_OPTIONS);
    String source = text(call, 0, LONGEST_OPTIONS);
    String options = text(call, 4, LONGEST_OPTIONS);
    PathWalk.Found found = call.find(Call.AT_WORKING_DIRECTORY, call.path(1), true);
    Path target = found.require();
    int flags = call.argument(3);
    if ((flags & 0xffff0000) == MAGIC) {
      flags &= 0xffff;
    }
    require((flags & NO_USER) == 0, Errno.EINVAL);
    requireMayMount(call);
    if ((flags & REMOUNT) != 0) {
      return remount(call, target, flags, options);
    }
    if ((flags & BIND) != 0) {
      return bind(call, source, found, (flags & RECURSIVE) != 0);
    }
    if ((flags & PROPAGATION_TYPES) != 0) {
      return changePropagation(call, target, flags);
    }
    if ((flags & MOVE) != 0) {
      return move(call, source, found);
    }
    return mountNew(call, new New(type, source, options, mountFlags(flags)), found);
  }

  /** What is to be mounted. */
  private record New(String type, String source, String options, int flags) {}

  /** The mount's own part of the flags; relatime is what is usual. */
  private static int mountFlags(int flags) {
    int kept = flags & (Mount.SECURITY | Mount.NO_ACCESS_TIME | Mount.NO_DIRECTORY_ACCESS_TIME);
    boolean relative = (flags & (Mount.NO_ACCESS_TIME | STRICT_ACCESS_TIME)) == 0;
    if ((flags & STRICT_ACCESS_TIME) != 0) {
      kept &= ~Mount.NO_ACCESS_TIME;
    }
    return relative ? kept | Mount.RELATIVE_ACCESS_TIME : kept;
  }

  private static long mountNew(Call call, New asked, PathWalk.Found found) throws KernelError {
    require(!asked.type.isEmpty(), Errno.EINVAL);
    Directory root =
        call.parts()
            .types()
            .open(
                asked.type,
                new FileSystemTypes.Request(
                    asked.options,
                    asked.flags,
                    call.task().credentials(),
                    call.task().process().pids(),
                    call.task().ipc(),
                    call.caller().network(),
                    call.caller().cgroups(),
                    path -> call.find(Call.AT_WORKING_DIRECTORY, path, true).require()));
    FileSystem system = root.fileSystem();
    Mount mount = call.parts().mounts().make(root, asked.flags, asked.source);
    MountPoint point;
    try {
      lockAsSeen(call, mount);
      point = place(call, found);
      require(isOwn(call, point.mount()), Errno.EINVAL);
      boolean same = point.inode().fileSystem() == system && point.path().isMountRoot();
      require(!same, Errno.EBUSY);
      require(point.path().isDirectory(), Errno.ENOTDIR);
    } catch (KernelError refused) {
      MountTree.drop(mount);
      throw refused;
    }
    MountEvents.attached(call, new MountTree(call.parts().mounts()).attach(mount, point));
    return 0;
  }

  /** Nobody gets to see more than before by a mount of its own (mount_too_revealing). */
  private static void lockAsSeen(Call call, Mount fresh) throws KernelError {
    MountNamespace mounts = call.task().mounts();
    if (fresh.root().inode().fileSystem().isRevealing() && !mounts.owner().isInitial()) {
      Mount seen = mounts.showingAllOf(fresh).orElseThrow(Errno.EPERM::error);
      fresh.lockFlags(seen.lockedFlags() & (Mount.READ_ONLY | Mount.LOCKED_ACCESS_TIMES));
    }
  }

  private static long remount(Call call, Path target, int flags, String options)
      throws KernelError {
    require(isOwn(call, target.mount()) && target.isMountRoot(), Errno.EINVAL);
    Mount mount = target.mount();
    int fresh = mountFlags(flags);
    if ((flags & (Mount.ACCESS_TIMES | STRICT_ACCESS_TIME)) == 0) {
      fresh = fresh & ~Mount.ACCESS_TIMES | mount.flags() & Mount.ACCESS_TIMES;
    }
    require(mount.allowsFlags(fresh), Errno.EPERM);
    if ((flags & BIND) == 0) {
      FileSystem system = mount.root().inode().fileSystem();
      boolean may =
          system.owner() == null
              ? call.task().credentials().canEverywhere(Capability.SYS_ADMIN)
              : call.task().credentials().can(Capability.SYS_ADMIN, system.owner());
      require(may, Errno.EPERM);
      call.parts().types().change(system, options, call.task().credentials());
      system.setReadOnly((flags & Mount.READ_ONLY) != 0);
    }
    mount.setFlags(fresh);
    return 0;
  }

  private static long bind(Call call, String source, PathWalk.Found found, boolean recursive)
      throws KernelError {
    require(!source.isEmpty(), Errno.EINVAL);
    PathWalk.Found original = call.find(Call.AT_WORKING_DIRECTORY, source, true);
    Path from = original.require();
    MountPoint point = place(call, found);
    require(isOwn(call, point.mount()), Errno.EINVAL);
    MountTree tree = new MountTree(call.parts().mounts());
    Mount mount;
    if (from.inode() instanceof NamespaceFile file) {
      require(file.namespace().namespaceKind() != NamespaceKind.MOUNT, Errno.EINVAL);
      mount = call.parts().mounts().make(from.inode(), 0, "nsfs");
    } else {
      require(isOwn(call, from.mount()) && !from.mount().isUnbindable(), Errno.EINVAL);
      require(recursive || !from.mount().hidesBelow(from.inode()), Errno.EINVAL);
      mount = tree.bind(MountPoint.of(original, from), recursive);
    }
    if (point.path().isDirectory() != mount.root().isDirectory()) {
      MountTree.drop(mount);
      throw Errno.ENOTDIR.error();
    }
    MountEvents.attached(call, tree.attach(mount, point));
    return 0;
  }

  private static long changePropagation(Call call, Path target, int flags) throws KernelError {
    require(target.isMountRoot(), Errno.EINVAL);
    int type = flags & ~(RECURSIVE | SILENT);
    require((type & ~PROPAGATION_TYPES) == 0 && Integer.bitCount(type) == 1, Errno.EINVAL);
    require(isOwn(call, target.mount()), Errno.EINVAL);
    Propagation propagation = new Propagation(call.parts().mounts());
    boolean all = (flags & RECURSIVE) != 0;
    for (Mount mount : all ? MountTree.all(target.mount()) : List.of(target.mount())) {
      switch (type) {
        case SHARED -> propagation.makeShared(mount);
        case PRIVATE -> propagation.makePrivate(mount);
        case SLAVE -> propagation.makeSlave(mount);
        default -> propagation.makeUnbindable(mount);
      }
    }
    return 0;
  }

  private static long move(Call call, String source, PathWalk.Found found) throws KernelError {
    require(!source.isEmpty(), Errno.EINVAL);
    Path from = call.find(Call.AT_WORKING_DIRECTORY, source, true).require();
    MountPoint point = place(call, found);
    Mount mount = from.mount();
    boolean own = isOwn(call, mount) && isOwn(call, point.mount());
    require(from.isMountRoot() && own, Errno.EINVAL);
    require(!mount.isTop() && !mount.isLocked(), Errno.EINVAL);
    require(from.isDirectory() == point.path().isDirectory(), Errno.EINVAL);
    require(mount.parent().peerGroup() == 0, Errno.EINVAL);
    boolean unbindable = MountTree.all(mount).stream().anyMatch(Mount::isUnbindable);
    require(point.mount().peerGroup() == 0 || !unbindable, Errno.EINVAL);
    for (Mount at = point.mount(); at != null; at = at.parent()) {
      require(at != mount, Errno.ELOOP);
    }
    MountEvents.Gone before = MountEvents.gone(call, List.of(mount));
    List<Mount> attached = new MountTree(call.parts().mounts()).move(mount, point);
    before.tell();
    MountEvents.attached(call, attached);
    return 0;
  }
}

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
import cloister.kernel.vfs.MountPoint;
import cloister.kernel.vfs.MountTree;
import cloister.kernel.vfs.Path;
import cloister.kernel.vfs.PathWalk;
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
  private static final int KINDS = UNBINDABLE | PRIVATE | SLAVE | SHARED;
  private static final int STRICT_ACCESS_TIME = 1 << 24;
  private static final int NO_USER = 1 << 31;
  private static final int MAGIC = 0xC0ED0000;
  private static final int SECURITY =
      Mount.READ_ONLY | Mount.NO_SET_USER_ID | Mount.NO_DEVICES | Mount.NO_EXECUTE;
  private static final int ACCESS_TIMES =
      Mount.NO_ACCESS_TIME | Mount.NO_DIRECTORY_ACCESS_TIME | Mount.RELATIVE_ACCESS_TIME;

  private MountCalls() {}

  static void addTo(Rows rows) {
    rows.partial(
        21,
        "mount",
        "sssxp",
        "Of types there are tmpfs, proc, cgroup2 and devtmpfs; MS_SYNCHRONOUS and MS_DIRSYNC say"
            + " nothing.",
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

  static boolean isRoot(Path path) {
    return path.mount() != null && path.inode() == path.mount().root().inode();
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
    MountPoint point = MountPoint.of(found, target);
    if ((flags & REMOUNT) != 0) {
      return remount(call, target, flags, options);
    }
    if ((flags & BIND) != 0) {
      return bind(call, source, target, point, (flags & RECURSIVE) != 0);
    }
    if ((flags & KINDS) != 0) {
      return changeKind(call, target, flags);
    }
    if ((flags & MOVE) != 0) {
      return move(call, source, target, point);
    }
    return mountNew(call, new New(type, source, options, mountFlags(flags)), target, point);
  }

  /** What is to be mounted. */
  private record New(String type, String source, String options, int flags) {}

  /** The mount's own part of the flags; relatime is what is usual. */
  private static int mountFlags(int flags) {
    int kept = flags & (SECURITY | Mount.NO_ACCESS_TIME | Mount.NO_DIRECTORY_ACCESS_TIME);
    boolean relative = (flags & (Mount.NO_ACCESS_TIME | STRICT_ACCESS_TIME)) == 0;
    if ((flags & STRICT_ACCESS_TIME) != 0) {
      kept &= ~Mount.NO_ACCESS_TIME;
    }
    return relative ? kept | Mount.RELATIVE_ACCESS_TIME : kept;
  }

  private static long mountNew(Call call, New asked, Path target, MountPoint point)
      throws KernelError {
    require(!asked.type.isEmpty(), Errno.EINVAL);
    Directory root =
        call.parts()
            .types()
            .open(
                asked.type,
                new FileSystemTypes.Request(
                    asked.options,
                    call.task().credentials(),
                    call.task().mounts(),
                    call.task().process().pids(),
                    call.caller().cgroups()));
    FileSystem system = root.fileSystem();
    Mount mount = call.parts().mounts().make(root, asked.flags, asked.source);
    try {
      require(isOwn(call, target.mount()), Errno.EINVAL);
      boolean same = target.inode().fileSystem() == system && isRoot(target);
      require(!same, Errno.EBUSY);
      require(target.isDirectory(), Errno.ENOTDIR);
    } catch (KernelError refused) {
      MountTree.drop(mount);
      throw refused;
    }
    boolean readOnly = (asked.flags & Mount.READ_ONLY) != 0;
    if (system.type().equals("tmpfs") && readOnly) {
      system.setReadOnly(true);
    }
    MountEvents.attached(call, new MountTree(call.parts().mounts()).attach(mount, point));
    return 0;
  }

  private static long remount(Call call, Path target, int flags, String options)
      throws KernelError {
    require(isOwn(call, target.mount()) && isRoot(target), Errno.EINVAL);
    Mount mount = target.mount();
    int fresh = mountFlags(flags);
    if ((flags & (ACCESS_TIMES | STRICT_ACCESS_TIME)) == 0) {
      fresh = fresh & ~ACCESS_TIMES | mount.flags() & ACCESS_TIMES;
    }
    boolean loosens = (mount.flags() & mount.lockedFlags() & SECURITY & ~fresh) != 0;
    require(!loosens, Errno.EPERM);
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

  private static long bind(
      Call call, String source, Path target, MountPoint point, boolean recursive)
      throws KernelError {
    require(!source.isEmpty(), Errno.EINVAL);
    PathWalk.Found found = call.find(Call.AT_WORKING_DIRECTORY, source, true);
    Path from = found.require();
    MountTree tree = new MountTree(call.parts().mounts());
    Mount mount;
    if (from.inode() instanceof NamespaceFile file) {
      boolean ownKind = file.namespace().namespaceKind() == NamespaceKind.MOUNT;
      require(!ownKind && isOwn(call, target.mount()), Errno.EINVAL);
      mount = call.parts().mounts().make(from.inode(), 0, "nsfs");
    } else {
      require(isOwn(call, from.mount()) && isOwn(call, target.mount()), Errno.EINVAL);
      require(!from.mount().isUnbindable(), Errno.EINVAL);
      boolean lockedBelow =
          from.mount().children().stream()
              .anyMatch(one -> one.isLocked() && MountTree.isBelow(one, from));
      require(recursive || !lockedBelow, Errno.EINVAL);
      String name = from.isDirectory() ? "" : nameInFileSystem(found, from);
      mount = tree.bind(from, name, recursive);
    }
    if (target.isDirectory() != mount.root().isDirectory()) {
      MountTree.drop(mount);
      throw Errno.ENOTDIR.error();
    }
    MountEvents.attached(call, tree.attach(mount, point));
    return 0;
  }

  private static String nameInFileSystem(PathWalk.Found found, Path file) {
    if (isRoot(file)) {
      return file.mount().rootName();
    }
    StringBuilder text = new StringBuilder("/" + found.name());
    Directory at = found.parent().directory();
    while (at.parent() != at) {
      text.insert(0, "/" + at.name());
      at = at.parent();
    }
    return text.toString();
  }

  private static long changeKind(Call call, Path target, int flags) throws KernelError {
    require(isRoot(target), Errno.EINVAL);
    int kind = flags & ~(RECURSIVE | SILENT);
    require((kind & ~KINDS) == 0 && Integer.bitCount(kind) == 1, Errno.EINVAL);
    require(isOwn(call, target.mount()), Errno.EINVAL);
    MountTree tree = new MountTree(call.parts().mounts());
    boolean all = (flags & RECURSIVE) != 0;
    for (Mount mount : all ? MountTree.all(target.mount()) : List.of(target.mount())) {
      switch (kind) {
        case SHARED -> tree.makeShared(mount);
        case PRIVATE -> tree.makePrivate(mount);
        case SLAVE -> tree.makeDependent(mount);
        default -> tree.makeUnbindable(mount);
      }
    }
    return 0;
  }

  private static long move(Call call, String source, Path target, MountPoint point)
      throws KernelError {
    require(!source.isEmpty(), Errno.EINVAL);
    Path from = call.find(Call.AT_WORKING_DIRECTORY, source, true).require();
    Mount mount = from.mount();
    require(isRoot(from) && isOwn(call, mount) && isOwn(call, target.mount()), Errno.EINVAL);
    require(!mount.isTop() && !mount.isLocked(), Errno.EINVAL);
    require(from.isDirectory() == target.isDirectory(), Errno.EINVAL);
    require(mount.parent().peerGroup() == 0, Errno.EINVAL);
    boolean unbindable = MountTree.all(mount).stream().anyMatch(Mount::isUnbindable);
    require(target.mount().peerGroup() == 0 || !unbindable, Errno.EINVAL);
    for (Mount at = target.mount(); at != null; at = at.parent()) {
      require(at != mount, Errno.ELOOP);
    }
    MountEvents.moves(call, mount);
    MountEvents.attached(call, new MountTree(call.parts().mounts()).move(mount, point));
    return 0;
  }
}

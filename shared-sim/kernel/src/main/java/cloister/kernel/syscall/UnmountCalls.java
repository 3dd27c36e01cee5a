package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.task.Process;
import cloister.kernel.task.Task;
import cloister.kernel.vfs.Mount;
import cloister.kernel.vfs.MountPoint;
import cloister.kernel.vfs.MountTree;
import cloister.kernel.vfs.Path;
import cloister.kernel.vfs.PathWalk;
import cloister.kernel.vfs.Place;
import cloister.kernel.vfs.Unmount;
import java.util.List;

/** What is seen no more, or elsewhere: umount(2), pivot_root(2). */
final class UnmountCalls {
  private static final int FORCE = 1;
  private static final int DETACH = 2;
  private static final int EXPIRE = 4;
  private static final int NO_FOLLOW = 8;

  private UnmountCalls() {}

  static void addTo(Rows rows) {
    rows.full(22, "umount", "s", call -> unmount(call, 0))
        .partial(
            52,
            "umount2",
            "sx",
            "MNT_EXPIRE is missing.",
            call -> {
              return unmount(call, call.argument(1));
            })
        .full(217, "pivot_root", "ss", UnmountCalls::pivotRoot);
  }

  private static long unmount(Call call, int flags) throws KernelError {
    boolean known = (flags & ~(FORCE | DETACH | NO_FOLLOW)) == 0;
    MountCalls.require(known && (flags & EXPIRE) == 0, Errno.EINVAL);
    boolean follow = (flags & NO_FOLLOW) == 0;
    PathWalk.Found found = call.find(Call.AT_WORKING_DIRECTORY, call.path(0), follow);
    Path path = call.parts().mounts().top(MountPoint.of(found, found.require())).path();
    MountCalls.requireMayMount(call);
    Mount mount = path.mount();
    boolean own = path.isMountRoot() && MountCalls.isOwn(call, mount);
    MountCalls.require(own && !mount.isLocked(), Errno.EINVAL);
    boolean lazy = (flags & DETACH) != 0;
    boolean bottom = mount.isTop() || mount == call.task().place().root().mount();
    MountCalls.require(!bottom || lazy && !mount.isTop(), Errno.EBUSY);
    Unmount unmount = new Unmount(call.parts().mounts());
    MountCalls.require(lazy || !unmount.isBusy(mount), Errno.EBUSY);
    List<Mount> victims = unmount.victims(mount);
    MountEvents.Gone gone = MountEvents.gone(call, victims);
    unmount.takeAway(victims, one -> lazy && one.isLocked());
    gone.tell();
    return 0;
  }

  private static Path directory(Call call, int index) throws KernelError {
    Path path = call.find(Call.AT_WORKING_DIRECTORY, call.path(index), true).require();
    MountCalls.require(path.isDirectory(), Errno.ENOTDIR);
    return path;
  }

  private static long pivotRoot(Call call) throws KernelError {
    MountCalls.requireMayMount(call);
    Path fresh = directory(call, 0);
    Path old = call.parts().mounts().topAt(directory(call, 1));
    Path root = call.task().place().root();
    Mount rootMount = root.mount();
    Mount mount = fresh.mount();
    boolean shared = isShared(old.mount()) || isShared(mount.parent());
    MountCalls.require(!shared && !isShared(rootMount.parent()), Errno.EINVAL);
    boolean own = MountCalls.isOwn(call, rootMount) && MountCalls.isOwn(call, mount);
    MountCalls.require(own && !mount.isLocked(), Errno.EINVAL);
    MountCalls.require(!fresh.directory().isRemoved(), Errno.ENOENT);
    MountCalls.require(mount != rootMount && old.mount() != rootMount, Errno.EBUSY);
    boolean places = root.isMountRoot() && fresh.isMountRoot();
    MountCalls.require(places && !rootMount.isTop() && !mount.isTop(), Errno.EINVAL);
    boolean inside = call.parts().mounts().isReachable(old, fresh);
    boolean below = call.parts().mounts().isReachable(fresh, root);
    MountCalls.require(inside && below, Errno.EINVAL);
    exchange(call, rootMount, mount, old);
    for (Process process : call.parts().tasks().processes()) {
      for (Task task : process.tasks()) {
        follow(task.place(), root, fresh);
      }
    }
    MountEvents.pivoted(call, mount, call.parts().mounts().name(rootMount.root(), fresh));
    return 0;
  }

  private static boolean isShared(Mount mount) {
    return mount != null && mount.peerGroup() != 0;
  }

  private static void exchange(Call call, Mount rootMount, Mount mount, Path old) {
    MountTree tree = new MountTree(call.parts().mounts());
    boolean locked = rootMount.isLocked();
    MountPoint place = rootMount.mountPoint();
    tree.replace(rootMount, MountPoint.of(old));
    tree.replace(mount, place);
    if (locked) {
      tree.exchangeLocks(rootMount, mount);
    }
  }

  /** Whoever was at the old root is at the new one. */
  private static void follow(Place place, Path before, Path now) {
    if (place != null && place.root().equals(before)) {
      place.setRoot(now);
    }
    if (place != null && place.working().equals(before)) {
      place.setWorking(now);
    }
  }
}

package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.FileEvent;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.Mount;
import cloister.kernel.vfs.MountPoint;
import cloister.kernel.vfs.Path;
import cloister.kernel.vfs.PathWalk;
import cloister.kernel.vfs.Permissions;
import cloister.kernel.vfs.Unmount;
import java.util.List;

/** Names of files: mkdir(2), link(2), unlink(2), rename(2), symlink(2), chdir(2), getcwd(2). */
final class PathCalls {
  private static final int HERE = Call.AT_WORKING_DIRECTORY;
  private static final int REMOVE_DIRECTORY = 0x200;
  private static final int FOLLOW = 0x400;
  private static final int EMPTY_PATH = 0x1000;
  private static final int NO_REPLACE = 1;

  private PathCalls() {}

  static void addTo(Rows rows) {
    rows.full(9, "link", "ss", call -> link(call, HERE, 0, HERE, 1, 0))
        .full(10, "unlink", "s", call -> unlink(call, HERE, 0))
        .full(12, "chdir", "s", PathCalls::changeDirectory)
        .full(14, "mknod", "sox", call -> makeNode(call, HERE, 0))
        .full(38, "rename", "ss", call -> rename(call, HERE, 0, HERE, 1, 0))
        .full(39, "mkdir", "so", call -> makeDirectory(call, HERE, 0))
        .full(40, "rmdir", "s", call -> removeDirectory(call, HERE, 0))
        .full(61, "chroot", "s", PathCalls::changeRoot)
        .full(83, "symlink", "ss", call -> symlink(call, HERE, 1))
        .full(85, "readlink", "spd", call -> readLink(call, HERE, 0))
        .full(133, "fchdir", "f", PathCalls::changeToOpen)
        .full(183, "getcwd", "pd", PathCalls::workingDirectory)
        .full(296, "mkdirat", "fso", call -> makeDirectory(call, call.argument(0), 1))
        .full(297, "mknodat", "fsox", call -> makeNode(call, call.argument(0), 1))
        .full(301, "unlinkat", "fsx", PathCalls::unlinkAt)
        .full(302, "renameat", "fsfs", call -> renameAt(call, 0))
        .full(
            303,
            "linkat",
            "fsfsx",
            call -> link(call, call.argument(0), 1, call.argument(2), 3, call.argument(4)))
        .full(304, "symlinkat", "sfs", call -> symlink(call, call.argument(1), 2))
        .full(305, "readlinkat", "fspd", call -> readLink(call, call.argument(0), 1))
        .partial(
            353,
            "renameat2",
            "fsfsx",
            "RENAME_EXCHANGE and RENAME_WHITEOUT are missing.",
            call -> renameAt(call, call.argument(4)));
  }

  /** EROFS where the mount is read-only. */
  static void requireWritable(Path path) throws KernelError {
    if (path.mount() != null && path.mount().isReadOnly()) {
      throw Errno.EROFS.error();
    }
  }

  /** A directory that a name is to be added to. */
  private static Directory toAdd(Call call, PathWalk.Found found) throws KernelError {
    if (found.target().isPresent()) {
      throw Errno.EEXIST.error();
    }
    if (found.parent().directory().isRemoved()) {
      throw Errno.ENOENT.error();
    }
    requireWritable(found.parent());
    Directory parent = found.parent().directory();
    Permissions.require(parent, Mode.WRITE | Mode.EXECUTE, call.task().credentials());
    return parent;
  }

  /** Makes a file of a type at a path; the mask takes bits away. */
  static Inode make(Call call, PathWalk.Found found, int mode, int device) throws KernelError {
    Directory parent = toAdd(call, found);
    int masked = mode & ~call.task().place().umask();
    Inode file = parent.make(masked, call.task().credentials(), device);
    parent.add(found.name(), file);
    FileEvent.inside(parent, found.name(), file, FileEvent.CREATE, 0);
    return file;
  }

  private static long makeDirectory(Call call, int at, int path) throws KernelError {
    int mode = call.argument(path + 1) & 01777;
    make(call, call.findNew(at, call.path(path), true), Mode.DIRECTORY | mode, 0);
    return 0;
  }

  private static long makeNode(Call call, int at, int path) throws KernelError {
    int mode = call.argument(path + 1);
    int type = mode & Mode.TYPE;
    boolean isDevice = type == Mode.CHARACTER || type == Mode.BLOCK;
    if (type == Mode.DIRECTORY) {
      throw Errno.EPERM.error();
    }
    PathWalk.Found found = call.findNew(at, call.path(path), false);
    toAdd(call, found);
    if (isDevice && !call.task().credentials().canEverywhere(Capability.MKNOD)) {
      throw Errno.EPERM.error();
    }
    int number = call.argument(path + 2);
    int bits = (type == 0 ? Mode.REGULAR : type) | mode & Mode.PERMISSIONS;
    make(call, found, bits, isDevice ? number & 0xfffff : 0);
    return 0;
  }

  private static long symlink(Call call, int at, int path) throws KernelError {
    String target = call.path(0);
    if (target.isEmpty()) {
      throw Errno.ENOENT.error();
    }
    PathWalk.Found found = call.findNew(at, call.path(path), false);
    Directory parent = toAdd(call, found);
    Inode link = parent.makeLink(target, call.task().credentials());
    parent.add(found.name(), link);
    FileEvent.inside(parent, found.name(), link, FileEvent.CREATE, 0);
    return 0;
  }

  private static long readLink(Call call, int at, int path) throws KernelError {
    int most = call.argument(path + 2);
    if (most <= 0) {
      throw Errno.EINVAL.error();
    }
    String name = call.path(path);
    Path file =
        name.isEmpty() && at != HERE
            ? call.task().files().get(at).path()
            : call.find(at, name, false).require();
    if (!file.inode().isType(Mode.SYMLINK)) {
      throw name.isEmpty() ? Errno.ENOENT.error() : Errno.EINVAL.error();
    }
    String text = file.inode().linkTarget(call.caller());
    int count = Math.min(most, text.length());
    for (int i = 0; i < count; i++) {
      call.memory().write8(call.argument(path + 1) + i, text.charAt(i));
    }
    return count;
  }

  private static long link(Call call, int from, int fromPath, int to, int toPath, int flags)
      throws KernelError {
    String name = call.path(fromPath);
    Path file =
        name.isEmpty() && (flags & EMPTY_PATH) != 0
            ? call.task().files().get(from).path()
            : call.find(from, name, (flags & FOLLOW) != 0).require();
    PathWalk.Found found = call.findNew(to, call.path(toPath), false);
    Directory parent = toAdd(call, found);
    if (file.mount() != found.parent().mount()) {
      throw Errno.EXDEV.error();
    }
    if (file.isDirectory()) {
      throw Errno.EPERM.error();
    }
    if (!file.inode().isLinkable()) {
      throw Errno.ENOENT.error();
    }
    file.inode().prepareChange();
    parent.add(found.name(), file.inode());
    file.inode().setLinkable(false);
    file.inode().tell(FileEvent.ATTRIBUTES);
    FileEvent.inside(parent, found.name(), file.inode(), FileEvent.CREATE, 0);
    return 0;
  }

  private static long unlinkAt(Call call) throws KernelError {
    if ((call.argument(2) & ~REMOVE_DIRECTORY) != 0) {
      throw Errno.EINVAL.error();
    }
    return call.argument(2) == 0
        ? unlink(call, call.argument(0), 1)
        : removeDirectory(call, call.argument(0), 1);
  }

  /** The file of a name, whatever is mounted over it. */
  private static MountPoint named(PathWalk.Found found) throws KernelError {
    Inode file = found.parent().directory().lookup(found.name()).orElseThrow(Errno.ENOENT::error);
    return MountPoint.in(found.parent(), found.name(), file);
  }

  private static void requireNotCovered(Call call, MountPoint place) throws KernelError {
    if (call.task().mounts().covers(place)) {
      throw Errno.EBUSY.error();
    }
  }

  private static long unlink(Call call, int at, int path) throws KernelError {
    PathWalk.Found found = call.find(at, call.path(path), false);
    found.require();
    if (!found.hasName()) {
      throw Errno.EISDIR.error();
    }
    MountPoint place = named(found);
    Path file = place.path();
    requireRemovable(call, found, file);
    if (file.isDirectory()) {
      throw Errno.EISDIR.error();
    }
    if (found.endsInSlash()) {
      throw Errno.ENOTDIR.error();
    }
    requireNotCovered(call, place);
    file.inode().tell(FileEvent.ATTRIBUTES);
    remove(call, found, place);
    tellRemoved(found, file.inode());
    return 0;
  }

  private static void tellRemoved(PathWalk.Found found, Inode file) {
    FileEvent.inside(found.parent().directory(), found.name(), file, FileEvent.DELETE, 0);
  }

  private static void requireRemovable(Call call, PathWalk.Found found, Path file)
      throws KernelError {
    requireWritable(found.parent());
    Directory parent = found.parent().directory();
    Permissions.requireRemoval(parent, file.inode(), call.task().credentials());
  }

  private static long removeDirectory(Call call, int at, int path) throws KernelError {
    PathWalk.Found found = call.find(at, call.path(path), false);
    found.require();
    switch (found.name()) {
      case "." -> throw Errno.EINVAL.error();
      case ".." -> throw Errno.ENOTEMPTY.error();
      case "" -> throw Errno.EBUSY.error();
      default -> {}
    }
    MountPoint place = named(found);
    Path file = place.path();
    requireRemovable(call, found, file);
    if (!file.isDirectory()) {
      throw Errno.ENOTDIR.error();
    }
    requireNotCovered(call, place);
    if (!file.directory().isEmpty()) {
      throw Errno.ENOTEMPTY.error();
    }
    remove(call, found, place);
    tellRemoved(found, file.inode());
    return 0;
  }

  /** Takes a name away, and what is mounted there in other namespaces. */
  private static void remove(Call call, PathWalk.Found found, MountPoint place) throws KernelError {
    Unmount unmount = new Unmount(call.parts().mounts());
    List<Mount> covering = unmount.covering(place);
    MountEvents.Gone gone = MountEvents.gone(call, covering);
    found.parent().directory().remove(found.name());
    if (place.inode() instanceof Directory directory) {
      directory.removed();
    }
    unmount.takeAway(covering, _ -> true);
    gone.tell();
  }

  private static long renameAt(Call call, int flags) throws KernelError {
    return rename(call, call.argument(0), 1, call.argument(2), 3, flags);
  }

  private static long rename(Call call, int from, int fromPath, int to, int toPath, int flags)
      throws KernelError {
    if ((flags & ~NO_REPLACE) != 0) {
      throw Errno.EINVAL.error();
    }
    PathWalk.Found old = call.find(from, call.path(fromPath), false);
    PathWalk.Found fresh = call.find(to, call.path(toPath), false);
    if (old.parent().mount() != fresh.parent().mount()) {
      throw Errno.EXDEV.error();
    }
    if (!old.hasName() || !fresh.hasName()) {
      throw Errno.EBUSY.error();
    }
    old.require();
    Path file = named(old).path();
    if (fresh.target().isPresent() && (flags & NO_REPLACE) != 0) {
      throw Errno.EEXIST.error();
    }
    boolean slash = old.endsInSlash() || fresh.endsInSlash();
    if (!file.isDirectory() && slash) {
      throw Errno.ENOTDIR.error();
    }
    if (file.isDirectory() && fresh.parent().directory().isWithin(file.directory())) {
      throw Errno.EINVAL.error();
    }
    if (fresh.target().isPresent()) {
      Inode replaced = named(fresh).inode();
      if (replaced instanceof Directory above && old.parent().directory().isWithin(above)) {
        throw Errno.ENOTEMPTY.error();
      }
      if (replaced == file.inode()) {
        return 0;
      }
    }
    requireRemovable(call, old, file);
    old.parent().directory().requireRenames();
    replace(call, old, fresh, file);
    return 0;
  }

  private static void replace(Call call, PathWalk.Found old, PathWalk.Found fresh, Path file)
      throws KernelError {
    MountPoint from = named(old);
    Inode replaced = null;
    if (fresh.target().isEmpty()) {
      toAdd(call, fresh);
      requireNotCovered(call, from);
      old.parent().directory().requireMovable(file.inode());
    } else {
      MountPoint place = named(fresh);
      requireReplaceable(call, fresh, file, place.path());
      requireNotCovered(call, from);
      requireNotCovered(call, place);
      old.parent().directory().requireMovable(file.inode());
      if (place.path().isDirectory() && !place.path().directory().isEmpty()) {
        throw Errno.ENOTEMPTY.error();
      }
      replaced = place.inode();
      replaced.use();
      remove(call, fresh, place);
    }
    Inode inode = file.inode();
    inode.use();
    old.parent().directory().remove(old.name());
    fresh.parent().directory().add(fresh.name(), inode);
    call.parts().mounts().renamed(from, MountPoint.in(fresh.parent(), fresh.name(), inode));
    Renames.follow(call, old, fresh, inode);
    Renames.tell(call, old, fresh, inode, replaced);
    inode.unuse();
    if (replaced != null) {
      replaced.unuse();
    }
  }

  private static void requireReplaceable(Call call, PathWalk.Found fresh, Path file, Path replaced)
      throws KernelError {
    requireRemovable(call, fresh, replaced);
    if (file.isDirectory() && !replaced.isDirectory()) {
      throw Errno.ENOTDIR.error();
    }
    if (replaced.isDirectory() && !file.isDirectory()) {
      throw Errno.EISDIR.error();
    }
  }

  private static long changeDirectory(Call call) throws KernelError {
    Path path = call.find(HERE, call.path(0), true).require();
    requireEnterable(call.task().credentials(), path);
    call.task().place().setWorking(path);
    return 0;
  }

  private static long changeToOpen(Call call) throws KernelError {
    Path path = call.file(0).path();
    requireEnterable(call.task().credentials(), path);
    call.task().place().setWorking(path);
    return 0;
  }

  private static long changeRoot(Call call) throws KernelError {
    Path path = call.find(HERE, call.path(0), true).require();
    requireEnterable(call.task().credentials(), path);
    if (!call.task().credentials().can(Capability.SYS_CHROOT)) {
      throw Errno.EPERM.error();
    }
    call.task().place().setRoot(path);
    return 0;
  }

  private static void requireEnterable(Credentials who, Path path) throws KernelError {
    if (!path.isDirectory()) {
      throw Errno.ENOTDIR.error();
    }
    Permissions.require(path.inode(), Mode.EXECUTE, who);
  }

  private static long workingDirectory(Call call) throws KernelError {
    Path working = call.task().place().working();
    if (working.directory().isRemoved()) {
      throw Errno.ENOENT.error();
    }
    Path root = call.task().place().root();
    boolean reachable = call.parts().mounts().isReachable(working, root);
    String prefix = reachable ? "" : "(unreachable)";
    String name = prefix + call.parts().mounts().name(working, root);
    if (name.length() >= call.argument(1)) {
      throw Errno.ERANGE.error();
    }
    call.memory().writeText(call.argument(0), name);
    return name.length() + 1;
  }
}

package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.fs.Pipe;
import cloister.kernel.fs.SpecialFile;
import cloister.kernel.pts.PtsDirectory;
import cloister.kernel.pts.PtsFile;
import cloister.kernel.pts.PtyMaster;
import cloister.kernel.task.Restart;
import cloister.kernel.trace.TerminalMade;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileEvent;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.Mount;
import cloister.kernel.vfs.MountPoint;
import cloister.kernel.vfs.Path;
import cloister.kernel.vfs.PathWalk;
import cloister.kernel.vfs.Permissions;

/** open(2) and its like. */
final class OpenCalls {
  private OpenCalls() {}

  /** What counts beside O_PATH (open(2)). */
  private static final int WITH_PATH =
      OpenFlags.PATH | OpenFlags.DIRECTORY | OpenFlags.NO_FOLLOW | OpenFlags.CLOSE_ON_EXEC;

  static void addTo(Rows rows) {
    int here = Call.AT_WORKING_DIRECTORY;
    int create = OpenFlags.CREATE | OpenFlags.WRITE_ONLY | OpenFlags.TRUNCATE;
    rows.full(5, "open", "sOo", call -> open(call, here, 0, call.argument(1), call.argument(2)))
        .full(8, "creat", "so", call -> open(call, here, 0, create, call.argument(1)))
        .full(
            295,
            "openat",
            "fsOo",
            call -> open(call, call.argument(0), 1, call.argument(2), call.argument(3)));
  }

  private static long open(Call call, int directory, int pathArgument, int asked, int mode)
      throws KernelError {
    int flags = (asked & OpenFlags.PATH) == 0 ? asked : asked & WITH_PATH;
    int makes = OpenFlags.CREATE | OpenFlags.DIRECTORY;
    if ((flags & makes) == makes) {
      throw Errno.EINVAL.error();
    }
    if (call.pending().note != 0) {
      return awaitOtherEnd(call);
    }
    String name = call.path(pathArgument);
    if ((flags & OpenFlags.CREATE) != 0 && name.endsWith("/")) {
      call.findNew(directory, name, true);
      throw Errno.EISDIR.error();
    }
    boolean follows = (flags & OpenFlags.NO_FOLLOW) == 0;
    boolean mustBeNew = (flags & (OpenFlags.CREATE | OpenFlags.EXCLUSIVE)) == mustBeNewFlags();
    PathWalk.Found found = call.find(directory, name, follows && !mustBeNew);
    boolean created = false;
    Path file;
    if ((flags & OpenFlags.TEMPORARY) == OpenFlags.TEMPORARY) {
      file = temporary(call, found.require(), flags, mode);
      created = true;
    } else if (found.target().isEmpty() && (flags & OpenFlags.CREATE) != 0) {
      file = create(call, found, mode);
      created = true;
    } else {
      file = found.require();
      requireOpenable(call, file, flags, mustBeNew, found.endsInSlash());
    }
    String full = call.parts().mounts().name(found, call.task().place().root());
    Inode opens = file.inode();
    boolean path = (flags & OpenFlags.PATH) != 0;
    if (!path && opens instanceof SpecialFile special && opens.device() == PtsFile.MULTIPLEXER) {
      opens = multiplexer(call, found, special);
    }
    return opened(call, file, opens, flags, created, full);
  }

  /** {@code ptmx} makes terminals in the devpts that is mounted on {@code pts} beside it. */
  private static Inode multiplexer(Call call, PathWalk.Found found, SpecialFile file)
      throws KernelError {
    boolean jumped = !found.hasName() && file.folder() != null;
    Path parent = jumped ? new Path(found.require().mount(), file.folder()) : found.parent();
    Path root = call.task().place().root();
    PathWalk walk = new PathWalk(call.parts().mounts(), call.time(), call.caller(), root);
    Path names = walk.find(parent, "pts", true).require();
    if (names.inode() instanceof PtsDirectory pts) {
      return pts.lookup("ptmx").orElseThrow();
    }
    throw Errno.ENODEV.error();
  }

  private static int mustBeNewFlags() {
    return OpenFlags.CREATE | OpenFlags.EXCLUSIVE;
  }

  private static Path create(Call call, PathWalk.Found found, int mode) throws KernelError {
    if (found.endsInSlash()) {
      throw Errno.EISDIR.error();
    }
    Inode file = PathCalls.make(call, found, Mode.REGULAR | mode & Mode.PERMISSIONS, 0);
    return new Path(found.parent().mount(), file);
  }

  private static Path temporary(Call call, Path directory, int flags, int mode) throws KernelError {
    if (!directory.isDirectory()) {
      throw Errno.ENOTDIR.error();
    }
    if (!OpenFlags.writes(flags)) {
      throw Errno.EINVAL.error();
    }
    PathCalls.requireWritable(directory);
    Permissions.require(directory.inode(), Mode.WRITE | Mode.EXECUTE, call.task().credentials());
    int bits = mode & Mode.PERMISSIONS & ~call.task().place().umask();
    Inode file = directory.directory().make(Mode.REGULAR | bits, call.task().credentials(), 0);
    file.setLinkable((flags & OpenFlags.EXCLUSIVE) == 0);
    return new Path(directory.mount(), file);
  }

  private static void requireOpenable(
      Call call, Path file, int flags, boolean mustBeNew, boolean slash) throws KernelError {
    Inode inode = file.inode();
    if (mustBeNew) {
      throw Errno.EEXIST.error();
    }
    if (inode.isType(Mode.SYMLINK) && (flags & OpenFlags.PATH) == 0) {
      throw Errno.ELOOP.error();
    }
    if ((flags & OpenFlags.DIRECTORY) != 0 && !file.isDirectory()) {
      throw Errno.ENOTDIR.error();
    }
    if ((flags & OpenFlags.PATH) != 0) {
      return;
    }
    boolean changes = OpenFlags.writes(flags) || (flags & OpenFlags.TRUNCATE) != 0;
    if (file.isDirectory() && (changes || (flags & OpenFlags.CREATE) != 0)) {
      throw Errno.EISDIR.error();
    }
    int asked = (OpenFlags.reads(flags) ? Mode.READ : 0) | (changes ? Mode.WRITE : 0);
    inode.requireAccess(call.caller());
    if (!inode.isFor(call.caller())) {
      Permissions.require(inode, asked, call.task().credentials());
    }
    boolean isDevice = inode.isType(Mode.CHARACTER) || inode.isType(Mode.BLOCK);
    if (isDevice && file.mount() != null && file.mount().is(Mount.NO_DEVICES)) {
      throw Errno.EACCES.error();
    }
    if (changes && (inode.isType(Mode.REGULAR))) {
      PathCalls.requireWritable(file);
    }
  }

  private static long opened(
      Call call, Path file, Inode opens, int flags, boolean created, String name)
      throws KernelError {
    Inode inode = file.inode();
    boolean path = (flags & OpenFlags.PATH) != 0;
    /* A pipe without a name, which /proc/PID/fd leads to, is not waited for. */
    boolean fifo = inode.isType(Mode.FIFO) && !path && !(inode instanceof Pipe);
    if (fifo && isWriteOnly(flags) && (flags & OpenFlags.NONBLOCK) != 0 && !hasReader(inode)) {
      throw Errno.ENXIO.error();
    }
    FileOperations operations = path ? inode : opens.open(flags, call.caller());
    if (operations instanceof PtyMaster master && call.parts().events().listening()) {
      int pid = call.task().process().pid();
      call.parts().events().accept(new TerminalMade(pid, master.terminal().number()));
    }
    FileDescription description =
        new FileDescription(call.parts().ids().next()).of(file, operations, flags, name);
    MountPoint place = call.place(file);
    if (inode.links() > 0) {
      description.placeIn(place.holder(), place.name());
    }
    description.openedBy(call.task().credentials(), call.caller().cgroups());
    boolean close = (flags & OpenFlags.CLOSE_ON_EXEC) != 0;
    int descriptor = add(call, description, close);
    if ((flags & OpenFlags.TRUNCATE) != 0 && !created && inode.isType(Mode.REGULAR)) {
      inode.truncate(0);
      description.tell(FileEvent.OPEN);
      description.tell(FileEvent.MODIFY);
    } else {
      description.tell(FileEvent.OPEN);
    }
    if (fifo && operations instanceof Pipe pipe && (flags & OpenFlags.NONBLOCK) == 0) {
      call.pending().note = descriptor + 1;
      call.pending().progress = pipe.openingsOfOther(description);
      return awaitOtherEnd(call);
    }
    return descriptor;
  }

  /** Opens the terminal of a pseudoterminal without its name (TIOCGPTPEER). */
  static long openPeer(Call call, FileDescription end, PtyMaster master) throws KernelError {
    int flags = call.argument(2);
    Inode file = master.file();
    FileOperations terminal = file.open(flags, call.caller());
    String own = end.name();
    String folder = own.endsWith("/pts/ptmx") ? own.substring(0, own.length() - 4) : "/dev/pts/";
    Path path = new Path(null, file);
    FileDescription description =
        new FileDescription(call.parts().ids().next())
            .of(path, terminal, flags, folder + master.terminal().number());
    return add(call, description, (flags & OpenFlags.CLOSE_ON_EXEC) != 0);
  }

  private static int add(Call call, FileDescription file, boolean close) throws KernelError {
    file.share();
    try {
      return call.task().files().add(file, 0, call.descriptorLimit(), close);
    } finally {
      file.release();
    }
  }

  private static boolean isWriteOnly(int flags) {
    return (flags & OpenFlags.ACCESS_MODE) == OpenFlags.WRITE_ONLY;
  }

  private static boolean hasReader(Inode fifo) {
    return fifo.real() instanceof SpecialFile file
        && file.pipe() != null
        && file.pipe().hasReaders();
  }

  /** Opening a FIFO waits until somebody has the other end (fifo(7)). */
  private static long awaitOtherEnd(Call call) throws KernelError {
    int descriptor = call.pending().note - 1;
    FileDescription file = call.task().files().get(descriptor);
    if (!(file.operations() instanceof Pipe pipe)) {
      throw Errno.EBADF.error();
    }
    boolean there =
        file.reads() && file.writes()
            || pipe.openingsOfOther(file) != call.pending().progress
            || (file.reads() ? pipe.hasWriters() : pipe.hasReaders());
    if (there) {
      return descriptor;
    }
    pipe.await(call.task());
    long result = call.await(Restart.SYSTEM_CALL);
    if (result != Call.BLOCKED) {
      call.task().files().close(descriptor);
    }
    return result;
  }
}

package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.abi.Signal;
import cloister.kernel.anon.AnonymousInode;
import cloister.kernel.fs.MemoryDevice;
import cloister.kernel.fs.NamespaceFile;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.net.Outgoing;
import cloister.kernel.net.Socket;
import cloister.kernel.pts.PtyMaster;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.task.IoCounts;
import cloister.kernel.task.PendingCall;
import cloister.kernel.task.Restart;
import cloister.kernel.tty.Tty;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileEvent;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.Permissions;

/** Reading and writing: read(2), readv(2), pread(2), lseek(2), ftruncate(2), ioctl(2). */
final class FileCalls {
  private static final int MOST_PIECES = 1024;
  private static final int SET = 0;
  private static final int CURRENT = 1;
  private static final int END = 2;

  private static final int DATA = 3;
  private static final int HOLE = 4;

  /** TIOCGPTPEER. */
  private static final int PEER_REQUEST = 0x5441;

  private static final int NONBLOCK_REQUEST = 0x5421;
  private static final int CLOSE_ON_EXEC_REQUEST = 0x5451;
  private static final int NO_CLOSE_ON_EXEC_REQUEST = 0x5450;

  private FileCalls() {}

  static void addTo(Rows rows) {
    rows.full(3, "read", "fBd", call -> read(call, call.file(0), call.buffer(1, 2)))
        .full(4, "write", "fbd", call -> write(call, call.file(0), call.buffer(1, 2)))
        .full(19, "lseek", "fdd", call -> seek(call, call.argument(1), call.argument(2)))
        .full(54, "ioctl", "fxp", FileCalls::control)
        .full(92, "truncate", "sd", call -> truncate(call, call.argument(1)))
        .full(93, "ftruncate", "fd", call -> truncateOpen(call, call.argument(1)))
        .full(140, "_llseek", "fddpd", FileCalls::longSeek)
        .full(145, "readv", "fpd", FileCalls::readPieces)
        .full(146, "writev", "fpd", FileCalls::writePieces)
        .full(180, "pread64", "fBdd", call -> readAt(call, call.longArgument(3)))
        .full(181, "pwrite64", "fbdd", call -> writeAt(call, call.longArgument(3)))
        .full(193, "truncate64", "sd", call -> truncate(call, call.longArgument(1)))
        .full(194, "ftruncate64", "fd", call -> truncateOpen(call, call.longArgument(1)))
        .full(118, "fsync", "f", FileCalls::sync)
        .full(148, "fdatasync", "f", FileCalls::sync);
  }

  /** Nothing is asked of the file for no bytes at all. */
  private static long readPieces(Call call) throws KernelError {
    FileDescription file = call.file(0);
    UserBuffer to = pieces(call);
    return file.reads() && to.left() == 0 ? 0 : read(call, file, to);
  }

  private static long writePieces(Call call) throws KernelError {
    FileDescription file = call.file(0);
    UserBuffer from = pieces(call);
    return file.writes() && from.left() == 0 ? 0 : write(call, file, from);
  }

  private static UserBuffer pieces(Call call) throws KernelError {
    int count = call.argument(2);
    if (count < 0 || count > MOST_PIECES) {
      throw Errno.EINVAL.error();
    }
    return pieces(call, call.argument(1), count);
  }

  /** Those of a vector of pieces (readv(2)). */
  static UserBuffer pieces(Call call, int at, int count) throws KernelError {
    int[] addresses = new int[count];
    int[] sizes = new int[count];
    long sum = 0;
    for (int i = 0; i < count; i++) {
      addresses[i] = call.memory().read32(at + 8 * i);
      sizes[i] = call.memory().read32(at + 8 * i + 4);
      sum += sizes[i];
      if (sizes[i] < 0 || sum > Integer.MAX_VALUE) {
        throw Errno.EINVAL.error();
      }
      UserMemory.requireUserRange(addresses[i], sizes[i]);
    }
    return new UserBuffer(call.memory(), addresses, sizes);
  }

  private static long read(Call call, FileDescription file, UserBuffer to) throws KernelError {
    IoCounts counts = call.task().process().io();
    int count;
    try {
      count = file.read(to, call.caller());
    } catch (KernelError refused) {
      if (file.reads()) {
        counts.read(0);
      }
      throw refused;
    }
    if (count != FileOperations.WOULD_BLOCK) {
      boolean gone = file.operations() instanceof Tty tty && tty.isHungUp();
      if (gone && call.pending().hasWaited()) {
        throw Errno.EIO.error();
      }
      call.copied(count);
      counts.read(count);
      if (count > 0) {
        file.tell(FileEvent.ACCESS);
      }
      return count;
    }
    limit(call, file, true);
    if (file.is(OpenFlags.NONBLOCK) || call.isTimeUp()) {
      throw Errno.EAGAIN.error();
    }
    file.operations().await(call.task());
    return call.await(Restart.SYSTEM_CALL);
  }

  private static long write(Call call, FileDescription file, UserBuffer from) throws KernelError {
    long result = 0;
    try {
      result = writeAll(call, file, from);
      return result;
    } finally {
      if (file.writes() && result != Call.BLOCKED) {
        call.task().process().io().wrote(result);
      }
    }
  }

  /** A call that waits in between goes on behind what it has written. */
  private static long writeAll(Call call, FileDescription file, UserBuffer from)
      throws KernelError {
    PendingCall pending = call.pending();
    from.skip(pending.progress);
    try {
      while (true) {
        int count = writeOnce(call, file, from);
        if (count == FileOperations.WOULD_BLOCK) {
          return waitToWrite(call, file);
        }
        call.copied(count);
        if (count > 0) {
          file.tell(FileEvent.MODIFY);
        }
        pending.progress += count;
        if (from.left() == 0 || count == 0) {
          return pending.progress;
        }
      }
    } catch (KernelError refused) {
      if (refused.errno() == Errno.EPIPE && signalsBrokenPipe(file)) {
        call.parts().signals().send(call.task(), SignalInfo.fromKernel(Signal.SIGPIPE));
      }
      if (pending.progress == 0) {
        throw refused;
      }
      return pending.progress;
    }
  }

  /** To a socket it is sent, as what is sent may name what the task alone can see. */
  static int writeOnce(Call call, FileDescription file, UserBuffer from) throws KernelError {
    if (file.writes() && file.operations() instanceof Socket socket) {
      return socket.send(from, Outgoing.PLAIN, new TaskPaths(call), call.caller());
    }
    return file.write(from, call.caller());
  }

  static long waitToWrite(Call call, FileDescription file) throws KernelError {
    int done = call.pending().progress;
    limit(call, file, false);
    if (file.is(OpenFlags.NONBLOCK) || call.isTimeUp()) {
      if (done == 0) {
        throw Errno.EAGAIN.error();
      }
      return done;
    }
    file.operations().await(call.task());
    return call.await(done == 0 ? Restart.SYSTEM_CALL : done);
  }

  /** Sockets may have a bound to how long they wait (SO_RCVTIMEO). */
  private static void limit(Call call, FileDescription file, boolean reads) {
    if (file.operations() instanceof Socket socket) {
      var options = socket.options();
      SocketCalls.limit(call, reads ? options.receiveLimit() : options.sendLimit());
    }
  }

  static boolean signalsBrokenPipe(FileDescription file) {
    return !(file.operations() instanceof Socket socket) || socket.signalsBrokenPipe();
  }

  private static FileDescription seekable(Call call) throws KernelError {
    FileDescription file = call.file(0);
    if (!file.operations().isSeekable()) {
      throw Errno.ESPIPE.error();
    }
    return file;
  }

  private static long readAt(Call call, long position) throws KernelError {
    if (position < 0) {
      throw Errno.EINVAL.error();
    }
    FileDescription file = seekable(call);
    if (position + Math.max(0, call.argument(2)) < 0) {
      throw Errno.EINVAL.error();
    }
    long before = file.position();
    file.setPosition(position);
    try {
      return read(call, file, call.buffer(1, 2));
    } finally {
      file.setPosition(before);
    }
  }

  private static long writeAt(Call call, long position) throws KernelError {
    if (position < 0) {
      throw Errno.EINVAL.error();
    }
    FileDescription file = seekable(call);
    if (position + Math.max(0, call.argument(2)) < 0) {
      throw Errno.EINVAL.error();
    }
    long before = file.position();
    file.setPosition(position);
    try {
      return write(call, file, call.buffer(1, 2));
    } finally {
      file.setPosition(before);
    }
  }

  private static long move(Call call, long offset, int whence) throws KernelError {
    boolean nameless = call.file(0).inode() instanceof AnonymousInode;
    if (whence < SET || whence > HOLE) {
      throw Errno.EINVAL.error();
    }
    if (nameless) {
      return 0;
    }
    FileDescription file = seekable(call);
    if (file.operations() instanceof MemoryDevice) {
      file.setPosition(0);
      return 0;
    }
    if (whence == DATA || whence == HOLE) {
      file.setPosition(file.inode().seek(offset, whence == DATA));
      call.lookedAt(file.position() - offset);
      return file.position();
    }
    long base =
        switch (whence) {
          case SET -> 0;
          case CURRENT -> file.position();
          case END -> file.inode().size();
          default -> throw Errno.EINVAL.error();
        };
    if (base + offset < 0) {
      throw Errno.EINVAL.error();
    }
    file.setPosition(base + offset);
    return file.position();
  }

  private static long seek(Call call, int offset, int whence) throws KernelError {
    long before = call.file(0).position();
    long position = move(call, offset, whence);
    if (position > Integer.MAX_VALUE) {
      call.file(0).setPosition(before);
      throw Errno.EOVERFLOW.error();
    }
    return position;
  }

  private static long longSeek(Call call) throws KernelError {
    long offset = (long) call.argument(1) << 32 | call.argument(2) & 0xffff_ffffL;
    call.memory().write64(call.argument(3), move(call, offset, call.argument(4)));
    return 0;
  }

  private static long truncate(Call call, long size) throws KernelError {
    var file = call.find(Call.AT_WORKING_DIRECTORY, call.path(0), true).require();
    PathCalls.requireWritable(file);
    if (file.isDirectory()) {
      throw Errno.EISDIR.error();
    }
    Permissions.require(file.inode(), Mode.WRITE, call.task().credentials());
    file.inode().truncate(size);
    call.tell(file, FileEvent.MODIFY);
    return 0;
  }

  private static long truncateOpen(Call call, long size) throws KernelError {
    if (size < 0) {
      throw Errno.EINVAL.error();
    }
    FileDescription file = call.file(0);
    if (!file.writes()) {
      throw Errno.EINVAL.error();
    }
    file.inode().truncate(size);
    file.tell(FileEvent.MODIFY);
    return 0;
  }

  private static long sync(Call call) throws KernelError {
    Inode file = call.file(0).inode();
    if (!file.isType(Mode.REGULAR) && !file.isType(Mode.DIRECTORY)) {
      throw Errno.EINVAL.error();
    }
    return 0;
  }

  private static long control(Call call) throws KernelError {
    FileDescription file = call.file(0);
    int descriptor = call.argument(0);
    switch (call.argument(1)) {
      case NONBLOCK_REQUEST -> {
        boolean on = call.memory().read32(call.argument(2)) != 0;
        int others = file.flags() & ~OpenFlags.NONBLOCK;
        file.setFlags(on ? others | OpenFlags.NONBLOCK : others);
      }
      case CLOSE_ON_EXEC_REQUEST -> call.task().files().setCloseOnExecute(descriptor, true);
      case NO_CLOSE_ON_EXEC_REQUEST -> call.task().files().setCloseOnExecute(descriptor, false);
      case PEER_REQUEST -> {
        if (file.operations() instanceof PtyMaster master) {
          return OpenCalls.openPeer(call, file, master);
        }
        throw Errno.ENOTTY.error();
      }
      default -> {
        if (file.operations() instanceof NamespaceFile found) {
          return NamespaceRequests.control(call, found.namespace());
        }
        return file.operations().control(file, call.argument(1), call.argument(2), call.caller());
      }
    }
    return 0;
  }
}

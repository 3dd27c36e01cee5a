package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.abi.Signal;
import cloister.kernel.fs.Pipe;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.task.PendingCall;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileEvent;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.Inode;

/**
 * Bytes that go from file to file without the program, and what is said of files beforehand:
 * sendfile(2), copy_file_range(2), fallocate(2), posix_fadvise(2), readahead(2).
 */
final class TransferCalls {
  private static final int CHUNK = 16 * Frames.SIZE;

  /** So many bytes a call copies at most; the program asks again for the rest. */
  private static final int MOST_BYTES = 16 << 20;

  private static final int LAST_ADVICE = 5;

  private TransferCalls() {}

  static void addTo(Rows rows) {
    String most = "At most 16 MiB at once.";
    rows.partial(187, "sendfile", "ffpd", most, call -> send(call, 4))
        .partial(239, "sendfile64", "ffpd", most, call -> send(call, 8))
        .partial(377, "copy_file_range", "fpfpdx", most, TransferCalls::copyRange)
        .full(324, "fallocate", "fxdddd", TransferCalls::allocate)
        .full(225, "readahead", "fddd", TransferCalls::readAhead)
        .full(250, "fadvise64", "fdddd", call -> advise(call, call.argument(3), 4))
        .full(272, "fadvise64_64", "fddddd", call -> advise(call, call.longArgument(3), 5));
  }

  private static void require(boolean holds, Errno otherwise) throws KernelError {
    if (!holds) {
      throw otherwise.error();
    }
  }

  /** Where a file is read or written: its own position, or one of the program's. */
  private record Place(Call call, FileDescription file, int address, int bytes) {
    long position() throws KernelError {
      if (address == 0) {
        return file.position();
      }
      return bytes == 8 ? call.memory().read64(address) : call.memory().read32(address);
    }

    void move(long to) throws KernelError {
      if (address == 0) {
        file.setPosition(to);
      } else if (bytes == 8) {
        call.memory().write64(address, to);
      } else {
        call.memory().write32(address, (int) to);
      }
    }
  }

  private static long send(Call call, int positionBytes) throws KernelError {
    FileDescription from = call.task().files().get(call.argument(1));
    Place place = new Place(call, from, call.argument(2), positionBytes);
    long position = place.position();
    require(from.reads(), Errno.EBADF);
    require(place.address == 0 || from.operations().isSeekable(), Errno.ESPIPE);
    require(position >= 0 && call.argument(3) >= 0, Errno.EINVAL);
    FileDescription to = call.file(0);
    require(to.writes(), Errno.EBADF);
    boolean pipe = to.operations() instanceof Pipe;
    require(pipe || !to.is(OpenFlags.APPEND), Errno.EINVAL);
    require(from.operations().isSeekable() && !from.path().isDirectory(), Errno.EINVAL);
    require(positionBytes == 8 || position < Integer.MAX_VALUE, Errno.EOVERFLOW);
    require(from.operations().isSent() || call.argument(3) == 0, Errno.EINVAL);
    return copy(call, place, to, null, Math.min(call.argument(3), MOST_BYTES));
  }

  /**
   * What is copied before a wait is told behind it.
   *
   * @param target where in the other file; null where that has its own way
   */
  private static long copy(Call call, Place source, FileDescription to, Place target, int most)
      throws KernelError {
    PendingCall pending = call.pending();
    byte[] chunk = new byte[CHUNK];
    try {
      while (pending.progress < most) {
        long position = source.position();
        int read = read(call, source.file, position, chunk, most - pending.progress);
        if (read == 0) {
          break;
        }
        int written = write(call, to, target, UserBuffer.ofKernel(chunk, read));
        if (written == FileOperations.WOULD_BLOCK) {
          return FileCalls.waitToWrite(call, to);
        }
        pending.progress += written;
        source.move(position + written);
        call.copied(written);
      }
    } catch (KernelError refused) {
      if (refused.errno() == Errno.EPIPE && FileCalls.signalsBrokenPipe(to)) {
        call.parts().signals().send(call.task(), SignalInfo.fromKernel(Signal.SIGPIPE));
      }
      if (pending.progress == 0) {
        throw refused;
      }
    }
    if (pending.progress > 0) {
      call.task().process().io().read(pending.progress);
      call.task().process().io().wrote(pending.progress);
      source.file.tell(FileEvent.ACCESS);
      to.tell(FileEvent.MODIFY);
    }
    return pending.progress;
  }

  private static int read(Call call, FileDescription file, long from, byte[] into, int most)
      throws KernelError {
    long own = file.position();
    file.setPosition(from);
    try {
      UserBuffer buffer = UserBuffer.ofKernel(into, Math.min(most, into.length));
      return Math.max(0, file.operations().read(file, buffer, call.caller()));
    } finally {
      file.setPosition(own);
    }
  }

  private static int write(Call call, FileDescription to, Place target, UserBuffer bytes)
      throws KernelError {
    if (target == null || target.address == 0) {
      return FileCalls.writeOnce(call, to, bytes);
    }
    long own = to.position();
    long at = target.position();
    to.setPosition(at);
    try {
      int written = FileCalls.writeOnce(call, to, bytes);
      target.move(at + Math.max(0, written));
      return written;
    } finally {
      to.setPosition(own);
    }
  }

  private static long copyRange(Call call) throws KernelError {
    FileDescription from = AnonymousCalls.opened(call);
    FileDescription to = call.task().files().get(call.argument(2));
    require(!to.is(OpenFlags.PATH), Errno.EBADF);
    Place source = new Place(call, from, call.argument(1), 8);
    Place target = new Place(call, to, call.argument(3), 8);
    long first = source.position();
    long at = target.position();
    require(call.argument(5) == 0, Errno.EINVAL);
    require(!from.path().isDirectory() && !to.path().isDirectory(), Errno.EISDIR);
    require(isRegular(from) && isRegular(to), Errno.EINVAL);
    boolean open = from.reads() && to.writes() && !to.is(OpenFlags.APPEND);
    require(open, Errno.EBADF);
    require(from.inode().fileSystem() == to.inode().fileSystem(), Errno.EXDEV);
    require(first >= 0 && at >= 0, Errno.EINVAL);
    long left = Math.max(0, from.inode().size() - first);
    long asked = call.argument(4) & 0xffff_ffffL;
    long count = Math.min(asked, left);
    boolean overlaps = from.inode().isSame(to.inode()) && first < at + count && at < first + count;
    require(!overlaps && call.argument(4) >= 0, Errno.EINVAL);
    return copy(call, source, to, target, (int) Math.min(count, MOST_BYTES));
  }

  private static boolean isRegular(FileDescription file) {
    return file.inode().isType(Mode.REGULAR);
  }

  private static long allocate(Call call) throws KernelError {
    FileDescription file = AnonymousCalls.opened(call);
    int mode = call.argument(1);
    long from = call.longArgument(2);
    long bytes = call.longArgument(4);
    require(from >= 0 && bytes > 0, Errno.EINVAL);
    boolean known = (mode & ~(Inode.KEEP_SIZE | Inode.PUNCH_HOLE)) == 0;
    require(known && mode != Inode.PUNCH_HOLE, Errno.EOPNOTSUPP);
    require(file.writes(), Errno.EBADF);
    Inode inode = file.inode();
    require(!inode.isType(Mode.FIFO), Errno.ESPIPE);
    require(isRegular(file), Errno.ENODEV);
    require(from + bytes > 0, Errno.EFBIG);
    try {
      call.copied(inode.allocate(mode, from, bytes));
    } catch (KernelError full) {
      call.copied(Math.min(bytes, (long) call.parts().frames().total() << Frames.BITS));
      throw full;
    }
    file.tell(FileEvent.MODIFY);
    return 0;
  }

  /** All files are in memory already. */
  private static long advise(Call call, long bytes, int argument) throws KernelError {
    int advice = call.argument(argument);
    FileDescription file = AnonymousCalls.opened(call);
    require(!file.inode().isType(Mode.FIFO), Errno.ESPIPE);
    require(bytes >= 0 && advice >= 0 && advice <= LAST_ADVICE, Errno.EINVAL);
    return 0;
  }

  private static long readAhead(Call call) throws KernelError {
    FileDescription file = AnonymousCalls.opened(call);
    require(file.reads(), Errno.EBADF);
    require(isRegular(file), Errno.EINVAL);
    return 0;
  }
}

package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.fs.Pipe;
import cloister.kernel.mm.PageQuota;
import cloister.kernel.vfs.DescriptorTable;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.Path;

/** Descriptors: close(2), dup(2), fcntl(2), pipe(2). */
final class DescriptorCalls {
  private static final int DUP = 0;
  private static final int GET_DESCRIPTOR_FLAGS = 1;
  private static final int SET_DESCRIPTOR_FLAGS = 2;
  private static final int GET_FLAGS = 3;
  private static final int SET_FLAGS = 4;
  private static final int DUP_CLOSE_ON_EXEC = 1030;
  private static final int PIPE_SIZE = 1032;

  private DescriptorCalls() {}

  static void addTo(Rows rows) {
    String notes = "Leases, notifications and signals for input are missing.";
    rows.full(6, "close", "f", DescriptorCalls::close)
        .full(41, "dup", "f", call -> duplicate(call, 0, false))
        .full(42, "pipe", "p", call -> pipe(call, 0))
        .partial(55, "fcntl", "fdd", notes, call -> control(call, false))
        .full(63, "dup2", "fd", DescriptorCalls::duplicateTo)
        .partial(221, "fcntl64", "fdd", notes, call -> control(call, true))
        .full(330, "dup3", "fdx", DescriptorCalls::duplicateWithFlags)
        .full(331, "pipe2", "px", call -> pipe(call, call.argument(1)))
        .full(436, "close_range", "ddx", DescriptorCalls::closeRange);
  }

  private static long close(Call call) throws KernelError {
    call.task().files().close(call.argument(0));
    return 0;
  }

  private static long closeRange(Call call) throws KernelError {
    int first = call.argument(0);
    int last = call.argument(1);
    if (Integer.compareUnsigned(first, last) > 0) {
      throw Errno.EINVAL.error();
    }
    DescriptorTable files = call.task().files();
    for (int i = first; i >= 0 && i < files.room() && Integer.compareUnsigned(i, last) <= 0; i++) {
      if (files.isOpen(i)) {
        if (call.argument(2) == 4) {
          files.setCloseOnExecute(i, true);
        } else {
          files.close(i);
        }
      }
    }
    return 0;
  }

  private static long duplicate(Call call, int lowest, boolean closeOnExecute) throws KernelError {
    FileDescription file = call.file(0);
    if (lowest < 0 || lowest >= call.descriptorLimit()) {
      throw Errno.EINVAL.error();
    }
    return call.task().files().add(file, lowest, call.descriptorLimit(), closeOnExecute);
  }

  private static long duplicateTo(Call call) throws KernelError {
    FileDescription file = call.file(0);
    int to = call.argument(1);
    if (to < 0 || to >= call.descriptorLimit()) {
      throw Errno.EBADF.error();
    }
    if (to != call.argument(0)) {
      call.task().files().put(to, file, false);
    }
    return to;
  }

  private static long duplicateWithFlags(Call call) throws KernelError {
    int flags = call.argument(2);
    int to = call.argument(1);
    if ((flags & ~OpenFlags.CLOSE_ON_EXEC) != 0 || to == call.argument(0)) {
      throw Errno.EINVAL.error();
    }
    FileDescription file = call.file(0);
    if (to < 0 || to >= call.descriptorLimit()) {
      throw Errno.EBADF.error();
    }
    call.task().files().put(to, file, flags != 0);
    return to;
  }

  private static long control(Call call, boolean wide) throws KernelError {
    FileDescription file = call.file(0);
    if (RecordLockCalls.isOne(call.argument(1), wide)) {
      return RecordLockCalls.control(call);
    }
    DescriptorTable files = call.task().files();
    int descriptor = call.argument(0);
    int value = call.argument(2);
    return switch (call.argument(1)) {
      case DUP -> duplicate(call, value, false);
      case DUP_CLOSE_ON_EXEC -> duplicate(call, value, true);
      case GET_DESCRIPTOR_FLAGS -> files.closesOnExecute(descriptor) ? 1 : 0;
      case SET_DESCRIPTOR_FLAGS -> {
        files.setCloseOnExecute(descriptor, (value & 1) != 0);
        yield 0;
      }
      case GET_FLAGS -> file.flags();
      case SET_FLAGS -> {
        file.setFlags(value);
        yield 0;
      }
      case PIPE_SIZE -> {
        if (!(file.operations() instanceof Pipe)) {
          throw Errno.EBADF.error();
        }
        yield 65536;
      }
      default -> throw Errno.EINVAL.error();
    };
  }

  private static long pipe(Call call, int flags) throws KernelError {
    if ((flags & ~(OpenFlags.CLOSE_ON_EXEC | OpenFlags.NONBLOCK)) != 0) {
      throw Errno.EINVAL.error();
    }
    PageQuota quota = call.parts().pipes().quota();
    if (quota.inodes() >= quota.inodeLimit()) {
      throw Errno.ENFILE.error();
    }
    quota.takeInode();
    var ids = call.parts().ids();
    var who = call.task().credentials();
    Pipe pipe =
        new Pipe(ids.next(), call.parts().frames())
            .begin(call.parts().pipes(), 0600, who.fsuid(), who.fsgid());
    Path path = new Path(null, pipe);
    String name = "pipe:[" + pipe.number() + "]";
    int kept = flags & OpenFlags.NONBLOCK;
    int[] ends = {OpenFlags.READ_ONLY, OpenFlags.WRITE_ONLY};
    int[] numbers = new int[2];
    DescriptorTable files = call.task().files();
    boolean close = (flags & OpenFlags.CLOSE_ON_EXEC) != 0;
    for (int i = 0; i < 2; i++) {
      FileDescription end = new FileDescription(ids.next()).of(path, pipe, ends[i] | kept, name);
      try {
        numbers[i] = files.add(end, 0, call.descriptorLimit(), close);
      } catch (KernelError full) {
        if (i == 1) {
          files.close(numbers[0]);
        } else {
          quota.giveBackInode();
        }
        throw full;
      }
      pipe.open(ends[i], call.caller());
    }
    call.memory().write32(call.argument(0), numbers[0]);
    call.memory().write32(call.argument(0) + 4, numbers[1]);
    return 0;
  }
}

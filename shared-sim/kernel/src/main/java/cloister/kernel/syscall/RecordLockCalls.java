package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.object.KernelObject;
import cloister.kernel.task.Restart;
import cloister.kernel.trace.LockAwaited;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.RecordLock;
import cloister.kernel.vfs.RecordLocks;

/** Locks of files: flock(2), and the part of fcntl(2) that locks ranges. */
final class RecordLockCalls {
  private static final int GET = 5;
  private static final int SET = 6;
  private static final int SET_WAITING = 7;

  /** The same, with a struct flock64. */
  private static final int GET_LONG = 12;

  private static final int SET_WAITING_LONG = 14;

  /** The same of open files, which have a struct flock64 always. */
  private static final int GET_OPEN_FILES = 36;

  private static final int SET_WAITING_OPEN_FILES = 38;

  /** The part of memory that locks may take, and what one takes. */
  private static final int MEMORY_PER_LOCKS = 25;

  private static final int LOCK_BYTES = 112;

  private RecordLockCalls() {}

  /** LOCK_NB of flock(2). */
  private static final int WITHOUT_WAITING = 4;

  static void addTo(Rows rows) {
    rows.full(143, "flock", "fd", RecordLockCalls::lockWhole);
  }

  private static long lockWhole(Call call) throws KernelError {
    int how = call.argument(1);
    int kind =
        switch (how & ~WITHOUT_WAITING) {
          case 1 -> RecordLock.READ;
          case 2 -> RecordLock.WRITE;
          case 8 -> RecordLock.UNLOCK;
          default -> throw Errno.EINVAL.error();
        };
    FileDescription file = AnonymousCalls.opened(call);
    RecordLocks locks = file.inode().wholeLocks();
    locks.waits().remove(call.task());
    if (locks.kindOf(file) == kind) {
      return 0;
    }
    RecordLock asked = asked(call, file, kind, 0, RecordLock.END);
    requireRoom(call, locks, asked);
    locks.release(file, call.parts().ids());
    return take(call, locks, asked, (how & WITHOUT_WAITING) == 0);
  }

  /** Whether it is one of these, for fcntl(2) or for fcntl64(2). */
  static boolean isOne(int request, boolean wide) {
    return request >= GET && request <= SET_WAITING
        || wide && request >= GET_LONG && request <= SET_WAITING_LONG
        || wide && request >= GET_OPEN_FILES && request <= SET_WAITING_OPEN_FILES;
  }

  /** A struct flock or flock64, as a program has it. */
  private record Words(UserMemory memory, int address, boolean wide) {
    int kind() throws KernelError {
      return (short) memory.read32(address);
    }

    int whence() throws KernelError {
      return memory.read32(address) >>> 16;
    }

    long start() throws KernelError {
      return wide ? memory.read64(address + 4) : memory.read32(address + 4);
    }

    long length() throws KernelError {
      return wide ? memory.read64(address + 12) : memory.read32(address + 8);
    }

    int pid() throws KernelError {
      return memory.read32(address + (wide ? 20 : 12));
    }

    void writeFree() throws KernelError {
      memory.write16(address, RecordLock.UNLOCK);
    }

    void write(RecordLock lock, int pid) throws KernelError {
      long length = lock.end() == RecordLock.END ? 0 : lock.end() - lock.start() + 1;
      boolean fits = lock.start() == (int) lock.start() && length == (int) length;
      if (!wide && !fits) {
        throw Errno.EOVERFLOW.error();
      }
      memory.write16(address, lock.kind());
      memory.write16(address + 2, 0);
      if (wide) {
        memory.write64(address + 4, lock.start());
        memory.write64(address + 12, length);
      } else {
        memory.write32(address + 4, (int) lock.start());
        memory.write32(address + 8, (int) length);
      }
      memory.write32(address + (wide ? 20 : 12), pid);
    }
  }

  static long control(Call call) throws KernelError {
    int request = call.argument(1);
    boolean openFiles = request >= GET_OPEN_FILES;
    FileDescription file = AnonymousCalls.opened(call);
    Words words = new Words(call.memory(), call.argument(2), request >= GET_LONG);
    int kind = words.kind();
    words.pid();
    boolean asks = request == GET || request == GET_LONG || request == GET_OPEN_FILES;
    if (asks && !openFiles && kind == RecordLock.UNLOCK) {
      throw Errno.EINVAL.error();
    }
    RecordLock asked = asked(call, file, words, openFiles);
    if (!asks) {
      requireMode(file, kind);
    }
    if (openFiles && words.pid() != 0) {
      throw Errno.EINVAL.error();
    }
    RecordLocks locks = file.inode().recordLocks();
    if (asks) {
      RecordLock found = locks.inTheWayOf(asked);
      if (found == null) {
        words.writeFree();
      } else {
        words.write(found, found.isOpenFiles() ? -1 : call.caller().number(found.pid()));
      }
      return 0;
    }
    boolean waits = request == SET_WAITING || request == SET_WAITING_LONG;
    return set(call, file, asked, waits || request == SET_WAITING_OPEN_FILES);
  }

  private static void requireMode(FileDescription file, int kind) throws KernelError {
    boolean may =
        switch (kind) {
          case RecordLock.READ -> file.reads();
          case RecordLock.WRITE -> file.writes();
          default -> true;
        };
    if (!may) {
      throw Errno.EBADF.error();
    }
  }

  private static long set(Call call, FileDescription file, RecordLock asked, boolean waits)
      throws KernelError {
    RecordLocks locks = file.inode().recordLocks();
    locks.waits().remove(call.task());
    return take(call, locks, asked, waits);
  }

  /** What nobody is in the way of is taken at once. */
  private static long take(Call call, RecordLocks locks, RecordLock asked, boolean waits)
      throws KernelError {
    boolean unlocks = asked.kind() == RecordLock.UNLOCK;
    RecordLock inTheWay = unlocks ? null : locks.inTheWayOf(asked);
    if (inTheWay == null) {
      requireRoom(call, locks, asked);
      locks.set(asked, call.parts().ids());
      return 0;
    }
    if (!waits) {
      throw Errno.EAGAIN.error();
    }
    try {
      locks.await(asked, inTheWay, call.task());
    } catch (KernelError circle) {
      tell(call, inTheWay, true);
      throw circle;
    }
    tell(call, inTheWay, false);
    long result = call.await(Restart.SYSTEM_CALL);
    if (result != Call.BLOCKED) {
      locks.waits().remove(call.task());
    }
    return result;
  }

  /** ENOLCK where locks have as much memory as they may have; Linux charges them to it. */
  private static void requireRoom(Call call, RecordLocks locks, RecordLock asked)
      throws KernelError {
    long memory = (long) call.parts().frames().total() * Frames.SIZE;
    boolean full = call.parts().ids().locks() >= memory / MEMORY_PER_LOCKS / LOCK_BYTES;
    if (full && (asked.kind() != RecordLock.UNLOCK || locks.splits(asked))) {
      throw Errno.ENOLCK.error();
    }
  }

  private static RecordLock asked(Call call, FileDescription file, Words words, boolean openFiles)
      throws KernelError {
    long base =
        switch (words.whence()) {
          case 0 -> 0;
          case 1 -> file.position();
          case 2 -> file.inode().size();
          default -> throw Errno.EINVAL.error();
        };
    long offset = words.start();
    if (offset > RecordLock.END - base) {
      throw Errno.EOVERFLOW.error();
    }
    long start = base + offset;
    if (start < 0) {
      throw Errno.EINVAL.error();
    }
    long length = words.length();
    long end = RecordLock.END;
    if (length > 0) {
      if (length - 1 > RecordLock.END - start) {
        throw Errno.EOVERFLOW.error();
      }
      end = start + (length - 1);
    } else if (length < 0) {
      if (start + length < 0) {
        throw Errno.EINVAL.error();
      }
      end = start - 1;
      start += length;
    }
    int kind = words.kind();
    if (kind < RecordLock.READ || kind > RecordLock.UNLOCK) {
      throw Errno.EINVAL.error();
    }
    return asked(call, openFiles ? file : call.task().files(), kind, start, end);
  }

  private static void tell(Call call, RecordLock inTheWay, boolean circle) {
    if (call.parts().events().listening()) {
      int pid = call.task().process().pid();
      call.parts().events().accept(new LockAwaited(pid, inTheWay.pid(), circle));
    }
  }

  private static RecordLock asked(Call call, KernelObject owner, int kind, long start, long end) {
    int pid = call.task().process().pid();
    return new RecordLock(owner, pid, kind, start, end, call.parts().ids().next());
  }
}

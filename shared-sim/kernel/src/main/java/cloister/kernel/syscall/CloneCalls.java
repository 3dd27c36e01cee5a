package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Signal;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.task.Forks;

/** A child as a structure describes it: clone3(2). */
final class CloneCalls {
  /** Sizes of struct clone_args: the first, and the one that this kernel knows. */
  private static final int FIRST_BYTES = 64;

  private static final int KNOWN_BYTES = 88;

  /** Where its words of 64 bits stand. */
  private static final int FLAGS = 0;

  private static final int CHILD_NUMBER = 16;
  private static final int PARENT_NUMBER = 24;
  private static final int SIGNAL = 32;
  private static final int STACK = 40;
  private static final int STACK_BYTES = 48;
  private static final int SEGMENT = 56;
  private static final int NUMBERS = 64;
  private static final int NUMBER_COUNT = 72;

  private static final long CLEAR_HANDLERS = 1L << 32;
  private static final long DETACHED = 0x400000;

  private CloneCalls() {}

  static void addTo(Rows rows) {
    String missing =
        "CLONE_PIDFD, CLONE_NEWTIME, CLONE_INTO_CGROUP and chosen numbers (set_tid) are EINVAL.";
    rows.partial(435, "clone3", "pd", missing, CloneCalls::clone);
  }

  private static void require(boolean holds, Errno otherwise) throws KernelError {
    if (!holds) {
      throw otherwise.error();
    }
  }

  private static long clone(Call call) throws KernelError {
    if (call.pending().progress != 0) {
      return ProcessCalls.awaitChild(call);
    }
    int at = call.argument(0);
    int bytes = call.argument(1);
    require(bytes >= 0 && bytes <= Frames.SIZE, Errno.E2BIG);
    require(bytes >= FIRST_BYTES, Errno.EINVAL);
    UserMemory memory = call.memory();
    for (int i = KNOWN_BYTES; i < bytes; i++) {
      require(memory.read8(at + i) == 0, Errno.E2BIG);
    }
    long flags = memory.read64(at + FLAGS);
    long known = 0xffff_ffffL & ~(Forks.SIGNAL_MASK | DETACHED) | CLEAR_HANDLERS;
    boolean clears = (flags & CLEAR_HANDLERS) != 0;
    require((flags & ~known) == 0, Errno.EINVAL);
    require(!clears || (flags & Forks.SIGHAND) == 0, Errno.EINVAL);
    long signal = memory.read64(at + SIGNAL);
    require(signal >= 0 && signal <= Signal.COUNT, Errno.EINVAL);
    boolean silent = (flags & (Forks.THREAD | Forks.PARENT)) != 0;
    require(!silent || signal == 0, Errno.EINVAL);
    boolean numbered = bytes > FIRST_BYTES && memory.read64(at + NUMBERS) != 0;
    boolean counted = bytes > NUMBER_COUNT && memory.read64(at + NUMBER_COUNT) != 0;
    require(!numbered && !counted, Errno.EINVAL);
    int[] told = {
      memory.read32(at + PARENT_NUMBER),
      memory.read32(at + SEGMENT),
      memory.read32(at + CHILD_NUMBER)
    };
    return ProcessCalls.fork(call, (int) flags | (int) signal, stack(memory, at), told, clears);
  }

  /** Its end, which is where a stack begins; 0 for the parent's. */
  private static int stack(UserMemory memory, int at) throws KernelError {
    long stack = memory.read64(at + STACK);
    long bytes = memory.read64(at + STACK_BYTES);
    require((stack == 0) == (bytes == 0), Errno.EINVAL);
    boolean fits = stack >= 0 && bytes >= 0 && stack >>> 32 == 0 && bytes >>> 32 == 0;
    require(fits, Errno.EINVAL);
    try {
      UserMemory.requireUserRange((int) stack, (int) bytes);
    } catch (KernelError _) {
      throw Errno.EINVAL.error();
    }
    return (int) (stack + bytes);
  }
}

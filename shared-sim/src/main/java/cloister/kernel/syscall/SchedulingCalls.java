package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.task.Task;

/** When tasks get their turn, and where: sched_*(2), ioprio_get(2), getcpu(2). */
final class SchedulingCalls {
  /** SCHED_OTHER and SCHED_BATCH, which is the same here. */
  private static final int NORMAL = 0;

  private static final int BATCH = 3;

  private static final int LAST_POLICY = 6;

  /** struct sched_attr, as it was at first and as it is. */
  private static final int FIRST_BYTES = 48;

  private static final int KNOWN_BYTES = 56;

  /** As long as a turn is by Linux's default, in nanoseconds. */
  private static final long TURN = 750_000;

  private static final int KEEP_POLICY = 8;
  private static final int ATTRIBUTE_FLAGS = 0x7f;

  /** Of ioprio_set(2): classes, and whom it is about. */
  private static final int BEST_EFFORT = 2;

  private static final int CLASS_SHIFT = 13;
  private static final int USUAL_PRIORITY = BEST_EFFORT << CLASS_SHIFT | 4;
  private static final int IDLE = 3;
  private static final int ONE_PROCESS = 1;
  private static final int ONE_USER = 3;

  private SchedulingCalls() {}

  static void addTo(Rows rows) {
    String normal = "Of policies there is SCHED_OTHER; those of real time are EPERM.";
    String disks = "There are no disks: it is not kept.";
    rows.full(156, "sched_setscheduler", "ddp", SchedulingCalls::setScheduler)
        .full(157, "sched_getscheduler", "d", call -> policy(call))
        .full(158, "sched_yield", "", SchedulingCalls::yield)
        .full(159, "sched_get_priority_max", "d", call -> isRealTime(call) ? 99 : 0)
        .full(160, "sched_get_priority_min", "d", call -> isRealTime(call) ? 1 : 0)
        .full(154, "sched_setparam", "dp", call -> requireZero(call, 1))
        .full(155, "sched_getparam", "dp", SchedulingCalls::parameter)
        .full(161, "sched_rr_get_interval", "dp", call -> turn(call, 4))
        .full(423, "sched_rr_get_interval_time64", "dp", call -> turn(call, 8))
        .full(241, "sched_setaffinity", "ddp", SchedulingCalls::setAffinity)
        .full(242, "sched_getaffinity", "ddp", SchedulingCalls::affinity)
        .partial(351, "sched_setattr", "dpx", normal, SchedulingCalls::setAttributes)
        .full(352, "sched_getattr", "dpdx", SchedulingCalls::attributes)
        .partial(289, "ioprio_set", "ddx", disks, SchedulingCalls::setDiskPriority)
        .full(290, "ioprio_get", "dd", SchedulingCalls::diskPriority)
        .full(318, "getcpu", "pp", SchedulingCalls::processor);
  }

  private static void require(boolean holds, Errno otherwise) throws KernelError {
    if (!holds) {
      throw otherwise.error();
    }
  }

  private static Task named(Call call) throws KernelError {
    require(call.argument(0) >= 0, Errno.EINVAL);
    return LimitCalls.named(call, call.argument(0));
  }

  private static long policy(Call call) throws KernelError {
    named(call);
    return NORMAL;
  }

  private static long setScheduler(Call call) throws KernelError {
    int policy = call.argument(1);
    require(policy >= 0 && policy <= LAST_POLICY, Errno.EINVAL);
    require(policy == NORMAL || policy == BATCH, Errno.EPERM);
    return requireZero(call, 2);
  }

  /** The only priority within the policies that there are. */
  private static long requireZero(Call call, int argument) throws KernelError {
    require(call.argument(argument) != 0, Errno.EINVAL);
    int priority = call.memory().read32(call.argument(argument));
    named(call);
    require(priority == 0, Errno.EINVAL);
    return 0;
  }

  private static long parameter(Call call) throws KernelError {
    require(call.argument(1) != 0, Errno.EINVAL);
    named(call);
    call.memory().write32(call.argument(1), 0);
    return 0;
  }

  private static long turn(Call call, int wordBytes) throws KernelError {
    named(call);
    TimeCalls.write(call, call.argument(1), wordBytes, TURN);
    return 0;
  }

  private static boolean isRealTime(Call call) throws KernelError {
    int policy = call.argument(0);
    require(policy >= 0 && policy <= LAST_POLICY && policy != 4, Errno.EINVAL);
    return policy == 1 || policy == 2;
  }

  private static long yield(Call call) {
    call.parts().scheduler().yield();
    return 0;
  }

  /** There is one processor. */
  private static long affinity(Call call) throws KernelError {
    LimitCalls.named(call, call.argument(0));
    require(call.argument(1) >= 4 && (call.argument(1) & 3) == 0, Errno.EINVAL);
    call.memory().write32(call.argument(2), 1);
    return 4;
  }

  private static long setAffinity(Call call) throws KernelError {
    LimitCalls.named(call, call.argument(0));
    boolean some = call.argument(1) != 0 && (call.memory().read8(call.argument(2)) & 1) != 0;
    require(some, Errno.EINVAL);
    return 0;
  }

  /** struct sched_attr: size, policy, flags, nice, priority, and a turn's length. */
  private static long attributes(Call call) throws KernelError {
    int at = call.argument(1);
    int bytes = call.argument(2);
    require(at != 0 && call.argument(0) >= 0 && call.argument(3) == 0, Errno.EINVAL);
    require(bytes >= FIRST_BYTES && bytes <= Frames.SIZE, Errno.EINVAL);
    Task task = named(call);
    UserMemory memory = call.memory();
    int told = Math.min(bytes, KNOWN_BYTES);
    memory.write(at, new byte[bytes], 0, bytes);
    memory.write32(at, told);
    memory.write32(at + 16, task.nice());
    memory.write64(at + 24, TURN);
    return 0;
  }

  private static long setAttributes(Call call) throws KernelError {
    int at = call.argument(1);
    require(at != 0 && call.argument(0) >= 0 && call.argument(2) == 0, Errno.EINVAL);
    UserMemory memory = call.memory();
    int bytes = memory.read32(at);
    if (bytes != 0 && (bytes < FIRST_BYTES || bytes > Frames.SIZE)) {
      memory.write32(at, KNOWN_BYTES);
      throw Errno.E2BIG.error();
    }
    for (int i = KNOWN_BYTES; i < bytes; i++) {
      require(memory.read8(at + i) == 0, Errno.E2BIG);
    }
    int policy = memory.read32(at + 4);
    long flags = memory.read64(at + 8);
    require(policy >= 0, Errno.EINVAL);
    Task task = named(call);
    require((flags & ~ATTRIBUTE_FLAGS) == 0 && policy <= LAST_POLICY, Errno.EINVAL);
    boolean kept = (flags & KEEP_POLICY) != 0;
    require(memory.read32(at + 20) == 0 || kept, Errno.EINVAL);
    require(policy == NORMAL || policy == BATCH || kept, Errno.EPERM);
    int nice = Math.clamp(memory.read32(at + 16), -20, 19);
    requireMay(call, task, nice);
    task.setNice(nice);
    return 0;
  }

  private static void requireMay(Call call, Task task, int nice) throws KernelError {
    Credentials own = call.task().credentials();
    Credentials other = task.credentials();
    boolean same = own.euid() == other.uid() || own.euid() == other.euid();
    boolean may = same && nice >= task.nice();
    require(may || own.can(Capability.SYS_NICE, other.namespace()), Errno.EPERM);
  }

  /** Of one process, a group or a user's, as for getpriority(2). */
  private static void requireSomebody(Call call) throws KernelError {
    int which = call.argument(0);
    require(which >= ONE_PROCESS && which <= ONE_USER, Errno.EINVAL);
    if (which == ONE_PROCESS) {
      LimitCalls.named(call, call.argument(1));
    }
  }

  private static long diskPriority(Call call) throws KernelError {
    requireSomebody(call);
    return USUAL_PRIORITY;
  }

  private static long setDiskPriority(Call call) throws KernelError {
    int priority = call.argument(2);
    int level = priority & (1 << CLASS_SHIFT) - 1;
    int kind = priority >>> CLASS_SHIFT;
    require(kind <= IDLE && (kind != 0 || level == 0), Errno.EINVAL);
    boolean mayAll = call.task().credentials().hasUnasked(Capability.SYS_ADMIN);
    require(kind != 1 || mayAll, Errno.EPERM);
    requireSomebody(call);
    return 0;
  }

  private static long processor(Call call) throws KernelError {
    for (int i = 0; i < 2; i++) {
      if (call.argument(i) != 0) {
        call.memory().write32(call.argument(i), 0);
      }
    }
    return 0;
  }
}

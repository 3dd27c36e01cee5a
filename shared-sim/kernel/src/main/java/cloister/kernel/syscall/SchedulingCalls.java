package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.task.Task;
import cloister.kernel.task.TaskSettings;

/** When tasks get their turn, and where: sched_*(2), ioprio_get(2), getcpu(2). */
final class SchedulingCalls {
  /** Between those that there are. */
  private static final int NO_POLICY = 4;

  private static final int DEADLINE = 6;
  private static final int LAST_POLICY = DEADLINE;
  private static final int MOST_PRIORITY = 99;

  /** Instead of a policy: the one that it has. */
  private static final int SAME = -1;

  /** SCHED_RESET_ON_FORK, beside a policy and in struct sched_attr. */
  private static final int RESET_ON_FORK = 0x4000_0000;

  private static final int ATTRIBUTE_RESET_ON_FORK = 1;

  /** struct sched_attr, as it was at first and as it is. */
  private static final int FIRST_BYTES = 48;

  private static final int KNOWN_BYTES = 56;

  /** As long as a turn is by Linux's default, in nanoseconds. */
  private static final long TURN = 750_000;

  private static final int KEEP_POLICY = 8;
  private static final int KEEP_PARAMETERS = 16;
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
    String normal = "Policies of real time and SCHED_DEADLINE are EPERM.";
    String disks = "There are no disks: it is not kept.";
    rows.partial(156, "sched_setscheduler", "ddp", normal, SchedulingCalls::setScheduler)
        .full(157, "sched_getscheduler", "d", call -> policy(call))
        .full(158, "sched_yield", "", SchedulingCalls::yield)
        .full(159, "sched_get_priority_max", "d", call -> isRealTime(call) ? 99 : 0)
        .full(160, "sched_get_priority_min", "d", call -> isRealTime(call) ? 1 : 0)
        .full(154, "sched_setparam", "dp", SchedulingCalls::setParameter)
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
    TaskSettings settings = named(call).settings();
    return settings.policy | (settings.resetsOnFork ? RESET_ON_FORK : 0);
  }

  private static long setScheduler(Call call) throws KernelError {
    int policy = call.argument(1);
    require(policy >= 0 && call.argument(2) != 0, Errno.EINVAL);
    int priority = call.memory().read32(call.argument(2));
    Task task = named(call);
    int asked = policy & ~RESET_ON_FORK;
    require(asked != DEADLINE, Errno.EINVAL);
    boolean resets = (policy & RESET_ON_FORK) != 0;
    requireMay(call, task, asked, resets, task.nice(), priority);
    set(call, task, asked, resets);
    return 0;
  }

  private static long setParameter(Call call) throws KernelError {
    require(call.argument(1) != 0, Errno.EINVAL);
    int priority = call.memory().read32(call.argument(1));
    Task task = named(call);
    requireMay(call, task, SAME, false, task.nice(), priority);
    return 0;
  }

  private static void set(Call call, Task task, int policy, boolean resets) {
    task.settings().resetsOnFork = resets;
    task.settings().policy = policy;
    call.parts().scheduler().recount(task.group());
  }

  /** As __sched_setscheduler and what it asks do (kernel/sched/syscalls.c). */
  private static void requireMay(
      Call call, Task task, int asked, boolean resets, int nice, int priority) throws KernelError {
    TaskSettings before = task.settings();
    int policy = asked == SAME ? before.policy : asked;
    require(policy <= LAST_POLICY && policy != NO_POLICY, Errno.EINVAL);
    require(priority >= 0 && priority <= MOST_PRIORITY, Errno.EINVAL);
    require(isRealTime(policy) == (priority != 0), Errno.EINVAL);
    Credentials own = call.task().credentials();
    Credentials other = task.credentials();
    boolean same = own.euid() == other.uid() || own.euid() == other.euid();
    boolean leavesIdle = before.policy == TaskSettings.IDLE && policy != TaskSettings.IDLE;
    boolean clears = asked != SAME && before.resetsOnFork && !resets;
    boolean may =
        same && (nice >= task.nice() || policy == TaskSettings.IDLE) && !leavesIdle && !clears;
    require(may || own.canEverywhere(Capability.SYS_NICE), Errno.EPERM);
    require(!isRealTime(policy) && policy != DEADLINE, Errno.EPERM);
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
    require(policy >= 0 && policy <= LAST_POLICY && policy != NO_POLICY, Errno.EINVAL);
    return isRealTime(policy);
  }

  private static boolean isRealTime(int policy) {
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
    memory.write32(at + 4, task.settings().policy);
    memory.write32(at + 8, task.settings().resetsOnFork ? ATTRIBUTE_RESET_ON_FORK : 0);
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
    require((flags & ~ATTRIBUTE_FLAGS) == 0, Errno.EINVAL);
    int asked = (flags & KEEP_POLICY) != 0 ? SAME : policy;
    boolean resets = (flags & ATTRIBUTE_RESET_ON_FORK) != 0;
    boolean keeps = (flags & KEEP_PARAMETERS) != 0;
    int nice = keeps ? task.nice() : Math.clamp(memory.read32(at + 16), -20, 19);
    require(asked != DEADLINE || memory.read64(at + 32) != 0, Errno.EINVAL);
    requireMay(call, task, asked, resets, nice, memory.read32(at + 20));
    TaskSettings settings = task.settings();
    boolean same = asked == SAME;
    int after = same || keeps ? settings.policy : asked;
    if (after != TaskSettings.IDLE) {
      task.setNice(nice);
    }
    set(call, task, after, same ? settings.resetsOnFork : resets);
    return 0;
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

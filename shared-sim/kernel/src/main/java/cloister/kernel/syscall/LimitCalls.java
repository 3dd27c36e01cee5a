package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.task.Limits;
import cloister.kernel.task.Process;
import cloister.kernel.task.Task;
import cloister.kernel.task.Times;
import cloister.kernel.time.KernelTime;

/** What tasks may use and have used: getrlimit(2), getrusage(2), times(2), nice(2). */
final class LimitCalls {
  private static final long TICKS_PER_CLOCK = KernelTime.NANOS_PER_SECOND / 100 / 10;
  private static final int USAGE_BYTES = 72;

  /** fs.nr_open. */
  private static final long MOST_FILES = 4096;

  private LimitCalls() {}

  static void addTo(Rows rows) {
    String limits =
        "Of the limits, those of descriptors, processes, locked memory, waiting signals and message"
            + " queues count.";
    rows.full(34, "nice", "d", LimitCalls::nice)
        .full(43, "times", "p", LimitCalls::times)
        .partial(75, "setrlimit", "dp", limits, call -> setLimit(call, call.argument(1)))
        .full(76, "getrlimit", "dp", call -> getLimit(call, call.argument(1), 0x7fffffff))
        .full(77, "getrusage", "dp", LimitCalls::usage)
        .full(96, "getpriority", "dd", LimitCalls::getPriority)
        .partial(97, "setpriority", "ddd", "Only of one process.", LimitCalls::setPriority)
        .full(191, "ugetrlimit", "dp", call -> getLimit(call, call.argument(1), -1))
        .partial(340, "prlimit64", "ddpp", limits, LimitCalls::limits64);
  }

  private static int resource(Call call, int index) throws KernelError {
    int resource = call.argument(index);
    if (resource < 0 || resource >= Limits.COUNT) {
      throw Errno.EINVAL.error();
    }
    return resource;
  }

  private static long getLimit(Call call, int at, int most) throws KernelError {
    Limits limits = call.task().process().limits();
    int resource = resource(call, 0);
    call.memory().write32(at, narrow(limits.soft(resource), most));
    call.memory().write32(at + 4, narrow(limits.hard(resource), most));
    return 0;
  }

  private static int narrow(long limit, int most) {
    return limit == Limits.INFINITE || limit > (most & 0xffff_ffffL) ? most : (int) limit;
  }

  private static long setLimit(Call call, int at) throws KernelError {
    long soft = wide(call.memory().read32(at));
    long hard = wide(call.memory().read32(at + 4));
    return set(call, call.task().process(), resource(call, 0), soft, hard);
  }

  private static long wide(int limit) {
    return limit == -1 ? Limits.INFINITE : limit & 0xffff_ffffL;
  }

  private static long set(Call call, Process process, int resource, long soft, long hard)
      throws KernelError {
    if (Long.compareUnsigned(soft, hard) > 0) {
      throw Errno.EINVAL.error();
    }
    boolean beyond = resource == Limits.FILES && Long.compareUnsigned(hard, MOST_FILES) > 0;
    boolean raises = Long.compareUnsigned(hard, process.limits().hard(resource)) > 0;
    if (beyond || raises && !call.task().credentials().canEverywhere(Capability.SYS_RESOURCE)) {
      throw Errno.EPERM.error();
    }
    process.limits().set(resource, soft, hard);
    return 0;
  }

  private static long limits64(Call call) throws KernelError {
    int pid = call.argument(0);
    Process process = pid == 0 ? call.task().process() : call.process(pid);
    int resource = resource(call, 1);
    if (!mayLimit(call.task().credentials(), call.task().process(), process)) {
      throw Errno.EPERM.error();
    }
    Limits limits = process.limits();
    long[] before = {limits.soft(resource), limits.hard(resource)};
    if (call.argument(2) != 0) {
      long soft = call.memory().read64(call.argument(2));
      set(call, process, resource, soft, call.memory().read64(call.argument(2) + 8));
    }
    if (call.argument(3) != 0) {
      call.memory().write64(call.argument(3), before[0]);
      call.memory().write64(call.argument(3) + 8, before[1]);
    }
    return 0;
  }

  /**
   * One's own limits, those of a process with the same ids, or with CAP_SYS_RESOURCE (prlimit(2)).
   */
  private static boolean mayLimit(Credentials who, Process own, Process process) {
    Credentials other = process.leader().credentials();
    boolean sameUser =
        who.uid() == other.uid() && who.uid() == other.euid() && who.uid() == other.suid();
    boolean sameGroup =
        who.gid() == other.gid() && who.gid() == other.egid() && who.gid() == other.sgid();
    return own == process
        || sameUser && sameGroup
        || who.can(Capability.SYS_RESOURCE, other.namespace());
  }

  private static long times(Call call) throws KernelError {
    Process process = call.task().process();
    int at = call.argument(0);
    if (at != 0) {
      long[] all = {
        process.times().user,
        process.times().system,
        process.childrenTimes().user,
        process.childrenTimes().system
      };
      for (int i = 0; i < all.length; i++) {
        call.memory().write32(at + 4 * i, (int) (all[i] / TICKS_PER_CLOCK));
      }
    }
    return (call.time().ticks() / TICKS_PER_CLOCK) & 0x7fff_ffffL;
  }

  private static long usage(Call call) throws KernelError {
    Process process = call.task().process();
    Times times =
        switch (call.argument(0)) {
          case 0, 1 -> process.times();
          case -1 -> process.childrenTimes();
          default -> throw Errno.EINVAL.error();
        };
    writeUsage(call, call.argument(1), times);
    return 0;
  }

  /** struct rusage. */
  static void writeUsage(Call call, int at, Times times) throws KernelError {
    UserMemory memory = call.memory();
    memory.write(at, new byte[USAGE_BYTES], 0, USAGE_BYTES);
    long[] spans = {times.user, times.system};
    for (int i = 0; i < 2; i++) {
      long micros = spans[i] * KernelTime.NANOS_PER_TICK / 1000;
      memory.write32(at + 8 * i, (int) (micros / 1_000_000));
      memory.write32(at + 8 * i + 4, (int) (micros % 1_000_000));
    }
    memory.write32(at + 32, times.faults);
    memory.write32(at + 64, times.voluntarySwitches);
    memory.write32(at + 68, times.involuntarySwitches);
  }

  private static long nice(Call call) throws KernelError {
    Task task = call.task();
    int value = Math.clamp((long) task.nice() + call.argument(0), -20, 19);
    if (value < task.nice() && !task.credentials().canEverywhere(Capability.SYS_NICE)) {
      throw Errno.EPERM.error();
    }
    task.setNice(value);
    return 0;
  }

  static Task named(Call call, int number) throws KernelError {
    return number == 0 ? call.task() : call.task(number);
  }

  private static long getPriority(Call call) throws KernelError {
    if (call.argument(0) < 0 || call.argument(0) > 2) {
      throw Errno.EINVAL.error();
    }
    return 20 - named(call, call.argument(0) == 0 ? call.argument(1) : 0).nice();
  }

  private static long setPriority(Call call) throws KernelError {
    if (call.argument(0) != 0) {
      throw Errno.EINVAL.error();
    }
    Task task = named(call, call.argument(1));
    var own = call.task().credentials();
    boolean same =
        own.euid() == task.credentials().uid() || own.euid() == task.credentials().euid();
    if (!same && !own.can(Capability.SYS_NICE, task.credentials().namespace())) {
      throw Errno.EPERM.error();
    }
    int value = Math.clamp(call.argument(2), -20, 19);
    if (value < task.nice() && !own.canEverywhere(Capability.SYS_NICE)) {
      throw Errno.EACCES.error();
    }
    task.setNice(value);
    return 0;
  }
}

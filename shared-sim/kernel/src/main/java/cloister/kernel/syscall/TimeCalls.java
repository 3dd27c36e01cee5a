package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.task.PendingCall;
import cloister.kernel.task.Process;
import cloister.kernel.task.Restart;
import cloister.kernel.time.KernelTime;

/** Time: time(2), clock_gettime(2), nanosleep(2), alarm(2), setitimer(2), times(2). */
final class TimeCalls {
  private static final long SECOND = KernelTime.NANOS_PER_SECOND;
  static final int REALTIME = 0;
  static final int MONOTONIC = 1;
  private static final int PROCESS = 2;
  private static final int THREAD = 3;
  static final int BOOT = 7;
  private static final int LAST_CLOCK = BOOT;
  private static final int ABSOLUTE = 1;

  private TimeCalls() {}

  static void addTo(Rows rows) {
    String threads = "The time of a thread is that of its process.";
    rows.full(13, "time", "p", TimeCalls::time)
        .full(27, "alarm", "d", TimeCalls::alarm)
        .full(25, "stime", "p", TimeCalls::setSeconds)
        .full(79, "settimeofday", "pp", TimeCalls::setTimeOfDay)
        .full(264, "clock_settime", "dp", call -> setClock(call, 4))
        .full(404, "clock_settime64", "dp", call -> setClock(call, 8))
        .full(78, "gettimeofday", "pp", TimeCalls::timeOfDay)
        .partial(104, "setitimer", "dpp", "Only ITIMER_REAL.", TimeCalls::setTimer)
        .partial(105, "getitimer", "dp", "Only ITIMER_REAL.", TimeCalls::getTimer)
        .full(162, "nanosleep", "pp", call -> sleep(call, MONOTONIC, 0, 0, 4))
        .partial(265, "clock_gettime", "dp", threads, call -> clock(call, 4))
        .partial(403, "clock_gettime64", "dp", threads, call -> clock(call, 8))
        .full(266, "clock_getres", "dp", call -> resolution(call, 4))
        .full(406, "clock_getres_time64", "dp", call -> resolution(call, 8))
        .full(267, "clock_nanosleep", "ddpp", call -> clockSleep(call, 4))
        .full(407, "clock_nanosleep_time64", "ddpp", call -> clockSleep(call, 8));
  }

  /** The seconds of a struct timespec, whose words have 4 or 8 bytes. */
  static long seconds(Call call, int address, int wordBytes) throws KernelError {
    UserMemory memory = call.memory();
    return wordBytes == 8 ? memory.read64(address) : memory.read32(address);
  }

  /** A struct timespec in nanoseconds; EINVAL where it is none. */
  static long nanos(Call call, int address, int wordBytes) throws KernelError {
    long seconds = seconds(call, address, wordBytes);
    int nanos = call.memory().read32(address + wordBytes);
    if (seconds < 0 || nanos < 0 || nanos >= SECOND) {
      throw Errno.EINVAL.error();
    }
    return Math.min(seconds, Long.MAX_VALUE / SECOND / 4) * SECOND + nanos;
  }

  /** A struct timeval in nanoseconds. */
  static long micros(Call call, int address) throws KernelError {
    int seconds = call.memory().read32(address);
    int micros = call.memory().read32(address + 4);
    if (seconds < 0 || micros < 0 || micros >= 1_000_000) {
      throw Errno.EINVAL.error();
    }
    return seconds * SECOND + micros * 1000L;
  }

  static void write(Call call, int address, int wordBytes, long nanos) throws KernelError {
    UserMemory memory = call.memory();
    if (wordBytes == 8) {
      memory.write64(address, nanos / SECOND);
      memory.write64(address + 8, nanos % SECOND);
    } else {
      memory.write32(address, (int) (nanos / SECOND));
      memory.write32(address + 4, (int) (nanos % SECOND));
    }
  }

  private static void writeMicros(Call call, int address, long nanos) throws KernelError {
    call.memory().write32(address, (int) (nanos / SECOND));
    call.memory().write32(address + 4, (int) (nanos % SECOND / 1000));
  }

  private static long time(Call call) throws KernelError {
    int seconds = (int) (call.time().realNanos() / SECOND);
    if (call.argument(0) != 0) {
      call.memory().write32(call.argument(0), seconds);
    }
    return seconds;
  }

  private static long timeOfDay(Call call) throws KernelError {
    if (call.argument(0) != 0) {
      writeMicros(call, call.argument(0), call.time().realNanos());
    }
    if (call.argument(1) != 0) {
      call.memory().write64(call.argument(1), 0);
    }
    return 0;
  }

  /** CLOCK_MONOTONIC as the caller sees it. */
  static long monotonic(Call call) {
    return call.time().monotonicNanos() + call.task().times().monotonic();
  }

  /** What a clock shows the caller. */
  static long now(Call call, int clock) throws KernelError {
    var times = call.task().process().times();
    return switch (clock) {
      case REALTIME, 5 -> call.time().realNanos();
      case MONOTONIC, 4, 6 -> monotonic(call);
      case BOOT -> call.time().monotonicNanos() + call.task().times().boot();
      case PROCESS, THREAD -> (times.user + times.system) * KernelTime.NANOS_PER_TICK;
      default -> throw Errno.EINVAL.error();
    };
  }

  private static long clock(Call call, int wordBytes) throws KernelError {
    write(call, call.argument(1), wordBytes, now(call, call.argument(0)));
    return 0;
  }

  private static long setClock(Call call, int wordBytes) throws KernelError {
    if (call.argument(0) != REALTIME) {
      throw Errno.EINVAL.error();
    }
    return setReal(call, nanos(call, call.argument(1), wordBytes));
  }

  private static long setTimeOfDay(Call call) throws KernelError {
    if (call.argument(0) != 0) {
      return setReal(call, micros(call, call.argument(0)));
    }
    requireMaySet(call);
    return 0;
  }

  private static long setSeconds(Call call) throws KernelError {
    return setReal(call, call.memory().read32(call.argument(0)) * SECOND);
  }

  private static void requireMaySet(Call call) throws KernelError {
    if (!call.task().credentials().canEverywhere(Capability.SYS_TIME)) {
      throw Errno.EPERM.error();
    }
  }

  /** Not to a time at which the machine had not been started. */
  private static long setReal(Call call, long nanos) throws KernelError {
    requireMaySet(call);
    if (nanos < call.time().monotonicNanos()) {
      throw Errno.EINVAL.error();
    }
    call.time().setReal(nanos);
    return 0;
  }

  private static long resolution(Call call, int wordBytes) throws KernelError {
    int clock = call.argument(0);
    if (clock < 0 || clock > LAST_CLOCK) {
      throw Errno.EINVAL.error();
    }
    boolean coarse = clock == 5 || clock == 6;
    if (call.argument(1) != 0) {
      write(call, call.argument(1), wordBytes, coarse ? 4_000_000 : 1);
    }
    return 0;
  }

  private static long clockSleep(Call call, int wordBytes) throws KernelError {
    int clock = call.argument(0);
    if (clock != REALTIME && clock != MONOTONIC && clock != 7) {
      throw clock == PROCESS ? Errno.EOPNOTSUPP.error() : Errno.EINVAL.error();
    }
    return sleep(call, clock, call.argument(1), 2, wordBytes);
  }

  /**
   * @param request argument with the address of the time, the next is that of the rest
   */
  private static long sleep(Call call, int clock, int flags, int request, int wordBytes)
      throws KernelError {
    long asked = nanos(call, call.argument(request), wordBytes);
    boolean absolute = (flags & ABSOLUTE) != 0;
    if (call.pending().deadline == PendingCall.NEVER) {
      call.endAfter(absolute ? Math.max(0, asked - now(call, clock)) : asked);
    }
    if (call.isTimeUp()) {
      return 0;
    }
    long result = call.await(absolute ? Restart.NO_HANDLER : Restart.FOR_THE_REST);
    int rest = call.argument(request + 1);
    if (result != Call.BLOCKED && rest != 0 && !absolute) {
      long ticks = call.pending().deadline - call.time().ticks();
      write(call, rest, wordBytes, ticks * KernelTime.NANOS_PER_TICK);
    }
    return result;
  }

  private static long rest(Call call, Process process) {
    long alarm = process.alarm();
    return alarm == PendingCall.NEVER
        ? 0
        : Math.max(1, alarm - call.time().ticks()) * KernelTime.NANOS_PER_TICK;
  }

  private static void set(Call call, long nanos, long period) {
    long ticks = nanos / KernelTime.NANOS_PER_TICK;
    long due = nanos == 0 ? PendingCall.NEVER : call.time().ticks() + Math.max(1, ticks);
    call.parts().alarms().alarmAt(call.task().process(), due, period / KernelTime.NANOS_PER_TICK);
  }

  private static long alarm(Call call) {
    long before = rest(call, call.task().process());
    set(call, (call.argument(0) & 0xffff_ffffL) * SECOND, 0);
    return (before + SECOND / 2) / SECOND == 0 && before > 0 ? 1 : (before + SECOND / 2) / SECOND;
  }

  private static void requireReal(Call call) throws KernelError {
    if (call.argument(0) != REALTIME) {
      throw Errno.EINVAL.error();
    }
  }

  private static long setTimer(Call call) throws KernelError {
    requireReal(call);
    int fresh = call.argument(1);
    long period = fresh == 0 ? 0 : micros(call, fresh);
    long value = fresh == 0 ? 0 : micros(call, fresh + 8);
    if (call.argument(2) != 0) {
      writeTimer(call, call.argument(2));
    }
    set(call, value, period);
    return 0;
  }

  private static long getTimer(Call call) throws KernelError {
    requireReal(call);
    writeTimer(call, call.argument(1));
    return 0;
  }

  private static void writeTimer(Call call, int at) throws KernelError {
    Process process = call.task().process();
    writeMicros(call, at, process.alarmPeriod() * KernelTime.NANOS_PER_TICK);
    writeMicros(call, at + 8, rest(call, process));
  }
}

package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.anon.EventCounter;
import cloister.kernel.anon.SignalFile;
import cloister.kernel.anon.TimerFile;
import cloister.kernel.cred.Capability;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.task.PendingCall;
import cloister.kernel.time.KernelTime;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.Path;

/** Files that are none: eventfd(2), signalfd(2), timerfd_create(2). */
final class AnonymousCalls {
  private static final int SEMAPHORE = 1;
  private static final int SET_BYTES = 8;
  private static final int ABSOLUTE = 1;
  private static final int CANCEL_ON_SET = 2;
  private static final int REALTIME_ALARM = 8;
  private static final int BOOT_ALARM = 9;

  private AnonymousCalls() {}

  static void addTo(Rows rows) {
    String date = "Who sets the date neither moves a timer of CLOCK_REALTIME nor cancels it.";
    rows.full(323, "eventfd", "d", call -> eventCounter(call, 0))
        .full(328, "eventfd2", "dx", call -> eventCounter(call, call.argument(1)))
        .full(321, "signalfd", "dpd", call -> signalFile(call, 0))
        .full(327, "signalfd4", "dpdx", call -> signalFile(call, call.argument(3)))
        .full(322, "timerfd_create", "dx", AnonymousCalls::timer)
        .partial(325, "timerfd_settime", "fxpp", date, call -> setTimer(call, 4))
        .partial(411, "timerfd_settime64", "fxpp", date, call -> setTimer(call, 8))
        .full(326, "timerfd_gettime", "fp", call -> timerRest(call, 4))
        .full(410, "timerfd_gettime64", "fp", call -> timerRest(call, 8));
  }

  /** A descriptor for such a file. */
  static int open(Call call, FileDescription file, boolean closeOnExecute) throws KernelError {
    return call.task().files().add(file, 0, call.descriptorLimit(), closeOnExecute);
  }

  static FileDescription file(Call call, FileOperations on, String type, int flags) {
    Path path = new Path(null, call.parts().anonymous());
    int kept = OpenFlags.READ_WRITE | flags & OpenFlags.NONBLOCK;
    int id = call.parts().ids().next();
    return new FileDescription(id).of(path, on, kept, "anon_inode:[" + type + "]");
  }

  private static int open(Call call, FileOperations on, String type, int flags) throws KernelError {
    boolean closes = (flags & OpenFlags.CLOSE_ON_EXEC) != 0;
    return open(call, file(call, on, type, flags), closes);
  }

  private static void requireFlags(int flags, int own) throws KernelError {
    if ((flags & ~(OpenFlags.CLOSE_ON_EXEC | OpenFlags.NONBLOCK | own)) != 0) {
      throw Errno.EINVAL.error();
    }
  }

  private static ObjectIds ids(Call call) {
    return call.parts().ids();
  }

  private static long eventCounter(Call call, int flags) throws KernelError {
    requireFlags(flags, SEMAPHORE);
    var counter = new EventCounter(ids(call).next());
    counter.begin(call.argument(0), (flags & SEMAPHORE) != 0);
    return open(call, counter, "eventfd", flags);
  }

  private static long signalFile(Call call, int flags) throws KernelError {
    if (call.argument(2) != SET_BYTES) {
      throw Errno.EINVAL.error();
    }
    long set = call.memory().read64(call.argument(1));
    requireFlags(flags, 0);
    if (call.argument(0) == -1) {
      var file = new SignalFile(ids(call).next(), call.parts().scheduler());
      file.choose(set);
      return open(call, file, "signalfd", flags);
    }
    if (!(opened(call).operations() instanceof SignalFile file)) {
      throw Errno.EINVAL.error();
    }
    file.choose(set);
    call.task().handlers().arrived().wakeAll();
    return call.argument(0);
  }

  /** Not one that was opened for its name alone. */
  static FileDescription opened(Call call) throws KernelError {
    FileDescription file = call.file(0);
    if (file.is(OpenFlags.PATH)) {
      throw Errno.EBADF.error();
    }
    return file;
  }

  private static long timer(Call call) throws KernelError {
    int clock = call.argument(0);
    requireFlags(call.argument(1), 0);
    boolean alarm = clock == REALTIME_ALARM || clock == BOOT_ALARM;
    if (clock != TimeCalls.REALTIME
        && clock != TimeCalls.MONOTONIC
        && clock != TimeCalls.BOOT
        && !alarm) {
      throw Errno.EINVAL.error();
    }
    if (alarm && !call.task().credentials().canEverywhere(Capability.WAKE_ALARM)) {
      throw Errno.EPERM.error();
    }
    var parts = call.parts();
    var timer = new TimerFile(ids(call).next(), parts.alarms(), call.time()).begin(clock);
    return open(call, timer, "timerfd", call.argument(1));
  }

  private static TimerFile timerOf(Call call) throws KernelError {
    if (!(opened(call).operations() instanceof TimerFile timer)) {
      throw Errno.EINVAL.error();
    }
    return timer;
  }

  private static long setTimer(Call call, int wordBytes) throws KernelError {
    int fresh = call.argument(2);
    long period = TimeCalls.nanos(call, fresh, wordBytes);
    long value = TimeCalls.nanos(call, fresh + 2 * wordBytes, wordBytes);
    int flags = call.argument(1);
    if ((flags & ~(ABSOLUTE | CANCEL_ON_SET)) != 0) {
      throw Errno.EINVAL.error();
    }
    TimerFile timer = timerOf(call);
    long rest = timer.rest();
    long before = timer.period();
    timer.set(due(call, timer, value, flags), ticks(period), flags);
    if (call.argument(3) != 0) {
      write(call, call.argument(3), wordBytes, rest, before);
    }
    return 0;
  }

  private static long ticks(long nanos) {
    return (nanos + KernelTime.NANOS_PER_TICK - 1) / KernelTime.NANOS_PER_TICK;
  }

  private static long due(Call call, TimerFile timer, long nanos, int flags) throws KernelError {
    if (nanos == 0) {
      return PendingCall.NEVER;
    }
    long wait = nanos;
    if ((flags & ABSOLUTE) != 0) {
      int clock = timer.clock();
      boolean real = clock == REALTIME_ALARM;
      int shown = real ? TimeCalls.REALTIME : clock == BOOT_ALARM ? TimeCalls.BOOT : clock;
      wait = Math.max(0, nanos - TimeCalls.now(call, shown));
    }
    return call.time().ticks() + Math.max(1, ticks(wait));
  }

  private static long timerRest(Call call, int wordBytes) throws KernelError {
    TimerFile timer = timerOf(call);
    write(call, call.argument(1), wordBytes, timer.rest(), timer.period());
    return 0;
  }

  private static void write(Call call, int at, int wordBytes, long rest, long period)
      throws KernelError {
    TimeCalls.write(call, at, wordBytes, period * KernelTime.NANOS_PER_TICK);
    TimeCalls.write(call, at + 2 * wordBytes, wordBytes, rest * KernelTime.NANOS_PER_TICK);
  }
}

package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Signal;
import cloister.kernel.task.Limits;
import cloister.kernel.task.PendingCall;
import cloister.kernel.task.PosixTimer;
import cloister.kernel.task.Process;
import cloister.kernel.task.Task;

/** Timers of POSIX: timer_create(2), timer_settime(2), timer_gettime(2), timer_delete(2). */
final class TimerCalls {
  /** CLOCK_TAI, which goes as CLOCK_REALTIME without leap seconds. */
  private static final int TAI = 11;

  private static final int LAST_CLOCK = TAI;

  /** What struct sigevent asks for. */
  private static final int BY_SIGNAL = 0;

  private static final int NOTHING = 1;

  /** SIGEV_THREAD, which is a signal to the kernel. */
  private static final int BY_LIBRARY = 2;

  private static final int TO_THREAD = 4;

  private static final int ABSOLUTE = 1;

  private TimerCalls() {}

  static void addTo(Rows rows) {
    String clocks = "Clocks of processor time and alarms are EOPNOTSUPP.";
    rows.partial(259, "timer_create", "dpp", clocks, TimerCalls::create)
        .full(260, "timer_settime", "dxpp", call -> set(call, 4))
        .full(409, "timer_settime64", "dxpp", call -> set(call, 8))
        .full(261, "timer_gettime", "dp", call -> rest(call, 4))
        .full(408, "timer_gettime64", "dp", call -> rest(call, 8))
        .full(262, "timer_getoverrun", "d", call -> timer(call).overrun())
        .full(263, "timer_delete", "d", TimerCalls::delete);
  }

  private static void require(boolean holds, Errno otherwise) throws KernelError {
    if (!holds) {
      throw otherwise.error();
    }
  }

  private static long create(Call call) throws KernelError {
    int[] event = event(call);
    int clock = call.argument(0);
    require(clock >= 0 && clock <= LAST_CLOCK && clock != 10, Errno.EINVAL);
    boolean goes = clock == TimeCalls.REALTIME || clock == TimeCalls.MONOTONIC;
    require(goes || clock == TimeCalls.BOOT || clock == TAI, Errno.EOPNOTSUPP);
    Process process = call.task().process();
    long most = process.limits().soft(Limits.PENDING_SIGNALS);
    var parts = call.parts();
    long waiting = parts.tasks().signalsOf(call.task().credentials().uid());
    require(Long.compareUnsigned(waiting, most) < 0, Errno.EAGAIN);
    int number = process.timers().nextNumber();
    int[] asked = event == null ? null : asked(call, event);
    int value = asked == null ? number : asked[0];
    PosixTimer timer =
        new PosixTimer(parts.ids().next(), parts.alarms(), call.time(), parts.signals())
            .begin(
                process,
                number,
                clock,
                asked == null ? Signal.SIGALRM : asked[1],
                value,
                asked == null ? 0 : asked[2]);
    call.memory().write32(call.argument(2), number);
    process.timers().add(timer);
    return 0;
  }

  /** The words of a struct sigevent; null without one. */
  private static int[] event(Call call) throws KernelError {
    int at = call.argument(1);
    if (at == 0) {
      return null;
    }
    int[] words = new int[4];
    for (int i = 0; i < words.length; i++) {
      words[i] = call.memory().read32(at + 4 * i);
    }
    return words;
  }

  /** Value, signal (0 for none) and thread (0 for any) of a struct sigevent. */
  private static int[] asked(Call call, int[] event) throws KernelError {
    int value = event[0];
    int signal = event[1];
    int how = event[2];
    int thread = 0;
    if (how == TO_THREAD) {
      Task named =
          call.parts()
              .tasks()
              .task(event[3], call.task().process().pids())
              .filter(task -> task.process() == call.task().process())
              .orElseThrow(Errno.EINVAL::error);
      thread = named.tid();
    }
    boolean known = how == BY_SIGNAL || how == NOTHING || how == BY_LIBRARY || how == TO_THREAD;
    require(known, Errno.EINVAL);
    require(how == NOTHING || Signal.isValid(signal), Errno.EINVAL);
    return new int[] {value, how == NOTHING ? 0 : signal, thread};
  }

  private static PosixTimer timer(Call call) throws KernelError {
    int number = call.argument(0);
    return call.task().process().timers().get(number).orElseThrow(Errno.EINVAL::error);
  }

  private static long set(Call call, int wordBytes) throws KernelError {
    int fresh = call.argument(2);
    require(fresh != 0, Errno.EINVAL);
    long period = TimeCalls.nanos(call, fresh, wordBytes);
    long value = TimeCalls.nanos(call, fresh + 2 * wordBytes, wordBytes);
    PosixTimer timer = timer(call);
    long before = timer.period();
    long rest = timer.rest();
    timer.set(due(call, timer, value), period);
    if (call.argument(3) != 0) {
      write(call, call.argument(3), wordBytes, rest, before);
    }
    return 0;
  }

  private static long due(Call call, PosixTimer timer, long nanos) throws KernelError {
    if (nanos == 0) {
      return PendingCall.NEVER;
    }
    boolean absolute = (call.argument(1) & ABSOLUTE) != 0;
    int clock = timer.clock() == TAI ? TimeCalls.REALTIME : timer.clock();
    long wait = absolute ? nanos - TimeCalls.now(call, clock) : nanos;
    return call.time().monotonicNanos() + wait;
  }

  private static long rest(Call call, int wordBytes) throws KernelError {
    PosixTimer timer = timer(call);
    write(call, call.argument(1), wordBytes, timer.rest(), timer.period());
    return 0;
  }

  private static void write(Call call, int at, int wordBytes, long rest, long period)
      throws KernelError {
    TimeCalls.write(call, at, wordBytes, period);
    TimeCalls.write(call, at + 2 * wordBytes, wordBytes, rest);
  }

  private static long delete(Call call) throws KernelError {
    PosixTimer timer = timer(call);
    call.task().process().timers().remove(timer);
    return 0;
  }
}

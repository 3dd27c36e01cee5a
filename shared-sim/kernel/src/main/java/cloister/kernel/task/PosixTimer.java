package cloister.kernel.task;

import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.time.Cost;
import cloister.kernel.time.KernelTime;

/** A timer of a process that tells of its expirations by a signal (timer_create(2)). */
public final class PosixTimer extends KernelObject implements Alarms.Timer {
  /** Where nobody wants its signal, it comes no sooner again, in nanoseconds: Linux's jiffy. */
  private static final int JIFFY = 4_000_000;

  private final Alarms alarms;
  private final KernelTime time;
  private final SignalSender signals;
  private Process process;
  private int number;
  private int clock;

  /** 0 for none (SIGEV_NONE). */
  private int signal;

  private int value;

  /** Who alone gets the signal (SIGEV_THREAD_ID); 0 for the process. */
  private int thread;

  /** Nanoseconds since the machine was started; {@link PendingCall#NEVER} where it is not set. */
  private long due = PendingCall.NEVER;

  /** Nanoseconds; 0 where it expires once. */
  private long period;

  /** Whether it is among the alarms. */
  private boolean active;

  /** Odd while its signal waits and it with it, another number each time. */
  private int turn;

  /** Expirations since its signal was last taken, less the one that the next tells of. */
  private long overrun = -1;

  private long lastOverrun;

  public PosixTimer(int id, Alarms alarms, KernelTime time, SignalSender signals) {
    super(id);
    this.alarms = alarms;
    this.time = time;
    this.signals = signals;
  }

  /**
   * A timer that does not go yet.
   *
   * @param told 0 for no signal
   * @param alone the thread that gets it; 0 for any of the process
   */
  public PosixTimer begin(Process of, int timer, int ofClock, int told, int given, int alone) {
    process = of;
    number = timer;
    clock = ofClock;
    signal = told;
    value = given;
    thread = alone;
    return this;
  }

  int number() {
    return number;
  }

  public int clock() {
    return clock;
  }

  /** The nanoseconds between expirations; 0 where there is one. */
  public long period() {
    return period;
  }

  /** Expirations that the last signal that was taken stood for, beside its own. */
  public int overrun() {
    return (int) Math.min(lastOverrun, Integer.MAX_VALUE);
  }

  /**
   * Sets it, or ends it.
   *
   * @param nanos since the machine was started; {@link PendingCall#NEVER} ends it
   */
  public void set(long nanos, long periodNanos) {
    alarms.timerAt(this, PendingCall.NEVER);
    active = false;
    turn = turn + 2 & ~1;
    lastOverrun = 0;
    due = nanos;
    period = nanos == PendingCall.NEVER ? 0 : periodNanos;
    if (nanos != PendingCall.NEVER && signal != 0) {
      start();
    }
  }

  private void start() {
    active = true;
    long begun = due % KernelTime.NANOS_PER_TICK == 0 ? 0 : 1;
    alarms.timerAt(this, Math.max(time.ticks(), due / KernelTime.NANOS_PER_TICK + begun));
  }

  /** It is no more; what waits of it stays. */
  void end() {
    set(PendingCall.NEVER, 0);
    Task alone = thread == 0 ? null : find();
    (alone == null ? process.pending() : alone.pending()).forsake(signal, number);
  }

  /** Nanoseconds until it expires; 0 where it does not. */
  public long rest() {
    if (due == PendingCall.NEVER || period == 0 && !active && signal != 0) {
      return 0;
    }
    if (period != 0 && (!active || signal == 0)) {
      overrun += forward(time.monotonicNanos());
    }
    return Math.max(signal == 0 ? 0 : 1, due - time.monotonicNanos());
  }

  /** Beyond a time, by as many periods as it takes: so many (hrtimer_forward). */
  private long forward(long now) {
    if (now < due) {
      return 0;
    }
    long periods = (now - due) / period + 1;
    due += periods * period;
    return periods;
  }

  /**
   * A periodic one goes on when its signal is taken, or at once where nobody wants that
   * (posix_timer_fn in kernel/time/posix-timers.c).
   */
  @Override
  public void expire() {
    time.charge(Cost.SIGNAL, 1);
    active = false;
    turn += period == 0 ? 0 : 1;
    int now = period == 0 ? SignalInfo.ONCE : turn;
    Task alone = thread == 0 ? null : find();
    boolean wanted =
        (thread == 0 || alone != null)
            && signals.sendOfTimer(process, alone, SignalInfo.ofTimer(signal, number, value, now));
    if (!wanted && period != 0) {
      overrun += forward(time.monotonicNanos() + (period < JIFFY ? JIFFY : 0));
      turn++;
      start();
    }
  }

  /** Its signal is taken: what that stands for (posixtimer_rearm). */
  SignalInfo taken(SignalInfo info) {
    if (period == 0 || info.turn() != turn) {
      return info.at(0, info.user());
    }
    overrun += forward(time.monotonicNanos());
    start();
    turn++;
    lastOverrun = overrun;
    overrun = -1;
    return info.at(0, (int) Math.min(info.user() + lastOverrun, Integer.MAX_VALUE));
  }

  private Task find() {
    for (Task task : process.tasks()) {
      if (task.tid() == thread && task.isAlive()) {
        return task;
      }
    }
    return null;
  }

  @Override
  public Kind kind() {
    return Kind.POSIX_TIMER;
  }

  @Override
  public void save(ObjectWriter out) {
    out.pointer(process);
    out.numbers(new int[] {number, clock, signal, value, thread, turn});
    out.flag(active);
    out.number(overrun);
    out.number(lastOverrun);
    out.number(due);
    out.number(period);
  }

  @Override
  public void load(ObjectReader in) {
    process = in.pointer();
    int[] words = in.numbers();
    number = words[0];
    clock = words[1];
    signal = words[2];
    value = words[3];
    thread = words[4];
    turn = words[5];
    active = in.flag();
    overrun = in.longNumber();
    lastOverrun = in.longNumber();
    due = in.longNumber();
    period = in.longNumber();
  }
}

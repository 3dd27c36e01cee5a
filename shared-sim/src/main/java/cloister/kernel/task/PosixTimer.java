package cloister.kernel.task;

import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.signal.PendingSignals;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.time.KernelTime;

/** A timer of a process that tells of its expirations by a signal (timer_create(2)). */
public final class PosixTimer extends KernelObject implements Alarms.Timer {
  /**
   * A periodic one comes no sooner again, in ticks, whatever its period: what it misses counts as
   * overrun, as Linux counts it until the signal is delivered.
   */
  private static final long SHORTEST_TICKS = 1000;

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

  private long due = PendingCall.NEVER;
  private long period;
  private int overrun;

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

  /** The ticks between expirations; 0 where there is one. */
  public long period() {
    return period;
  }

  /** Expirations that the last signal stood for, beside its own. */
  public int overrun() {
    return overrun;
  }

  /**
   * Sets it, or ends it.
   *
   * @param tick {@link PendingCall#NEVER} ends it
   */
  public void set(long tick, long periodTicks) {
    due = tick;
    period = tick == PendingCall.NEVER ? 0 : periodTicks;
    alarms.timerAt(this, tick);
  }

  /** Ticks until it expires; 0 where it does not. */
  public long rest() {
    return due == PendingCall.NEVER ? 0 : Math.max(1, due - time.ticks());
  }

  @Override
  public void expire() {
    long now = time.ticks();
    long missed = period == 0 ? 0 : Math.max(0, now - due) / period;
    if (period == 0) {
      due = PendingCall.NEVER;
    } else {
      long next = due + (missed + 1) * period;
      long least = now + SHORTEST_TICKS - next;
      long skipped = least <= 0 ? 0 : (least + period - 1) / period;
      missed += skipped;
      due = next + skipped * period;
      alarms.timerAt(this, due);
    }
    if (signal != 0) {
      tell(missed);
    }
  }

  /** A signal that still waits stands for this time, too. */
  private void tell(long missed) {
    Task alone = thread == 0 ? null : find();
    if (thread != 0 && alone == null) {
      return;
    }
    PendingSignals waiting = alone == null ? process.pending() : alone.pending();
    SignalInfo before = waiting.find(signal, SignalInfo.FROM_TIMER, number);
    long all = missed + (before == null ? 0 : before.user() + 1L);
    overrun = (int) Math.min(all, Integer.MAX_VALUE);
    SignalInfo info = new SignalInfo(signal, SignalInfo.FROM_TIMER, number, overrun, value);
    if (before != null) {
      waiting.replace(before, info);
    } else if (alone == null) {
      signals.send(process, info);
    } else {
      signals.send(alone, info);
    }
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
    out.numbers(new int[] {number, clock, signal, value, thread, overrun});
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
    overrun = words[5];
    due = in.longNumber();
    period = in.longNumber();
  }
}

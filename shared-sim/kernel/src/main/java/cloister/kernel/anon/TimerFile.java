package cloister.kernel.anon;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.WaitQueue;
import cloister.kernel.object.Waiter;
import cloister.kernel.task.Alarms;
import cloister.kernel.task.PendingCall;
import cloister.kernel.time.KernelTime;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.Poll;

/**
 * A timer whose expirations are read (timerfd_create(2)). A periodic one goes on when it is read or
 * asked, and counts then what it has missed, so that nobody is woken for nothing.
 */
public final class TimerFile extends FileOperations implements Alarms.Timer {
  private final Alarms alarms;
  private final KernelTime time;
  private final WaitQueue changed = new WaitQueue();
  private int clock;
  private int settings;
  private long due = PendingCall.NEVER;
  private long period;
  private long expirations;

  /** A periodic one has expired and does not go on yet. */
  private boolean expired;

  public TimerFile(int id, Alarms alarms, KernelTime time) {
    super(id);
    this.alarms = alarms;
    this.time = time;
  }

  public TimerFile begin(int clockNumber) {
    clock = clockNumber;
    return this;
  }

  public int clock() {
    return clock;
  }

  public long expirations() {
    return expirations;
  }

  /** Flags of timerfd_settime(2). */
  public int settings() {
    return settings;
  }

  /** The ticks between expirations; 0 where there is one. */
  public long period() {
    return period;
  }

  /**
   * Sets it, or ends it.
   *
   * @param tick {@link PendingCall#NEVER} ends it
   */
  public void set(long tick, long periodTicks, int flags) {
    settings = flags;
    expired = false;
    expirations = 0;
    period = periodTicks;
    arm(tick);
  }

  private void arm(long tick) {
    due = tick;
    alarms.timerAt(this, tick);
  }

  /** Ticks until it expires; 0 where it does not. */
  public long rest() {
    goOn();
    return due == PendingCall.NEVER ? 0 : Math.max(1, due - time.ticks());
  }

  /** A periodic one that has expired counts what it has missed. */
  private void goOn() {
    if (expired) {
      expired = false;
      long over = (time.ticks() - due) / period + 1;
      expirations += over - 1;
      arm(due + over * period);
    }
  }

  @Override
  public void expire() {
    expired = period > 0;
    due = expired ? due : PendingCall.NEVER;
    expirations++;
    changed.wakeAll(Poll.IN);
  }

  @Override
  public int read(FileDescription file, UserBuffer to, Caller caller) throws KernelError {
    if (to.left() < Long.BYTES) {
      throw Errno.EINVAL.error();
    }
    if (expirations == 0) {
      return WOULD_BLOCK;
    }
    goOn();
    long told = expirations;
    expired = false;
    expirations = 0;
    to.put(Words.bytes(told), 0, Long.BYTES);
    return Long.BYTES;
  }

  @Override
  public boolean isPollable() {
    return true;
  }

  @Override
  public int ready(FileDescription file) {
    return expirations > 0 ? Poll.IN : 0;
  }

  @Override
  public void await(Waiter waiter) {
    changed.add(waiter);
  }

  @Override
  public void closed(FileDescription file) {
    arm(PendingCall.NEVER);
  }

  @Override
  public Kind kind() {
    return Kind.TIMER_FILE;
  }

  @Override
  public void save(ObjectWriter out) {
    out.numbers(new int[] {clock, settings});
    out.number(due);
    out.number(period);
    out.number(expirations);
    out.flag(expired);
    changed.save(out);
  }

  @Override
  public void load(ObjectReader in) {
    int[] words = in.numbers();
    clock = words[0];
    settings = words[1];
    due = in.longNumber();
    period = in.longNumber();
    expirations = in.longNumber();
    expired = in.flag();
    changed.load(in);
  }
}

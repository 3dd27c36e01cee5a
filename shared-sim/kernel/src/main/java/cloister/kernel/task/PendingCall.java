package cloister.kernel.task;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/**
 * A system call that has begun and waits: it is asked for again when there is something new, with
 * what it has done so far.
 */
public final class PendingCall {
  /** No time is up. */
  public static final long NEVER = Long.MAX_VALUE;

  private boolean waiting;
  private boolean waited;

  /** What was done so far, as the call counts it. */
  public int progress;

  /** Something that a call puts down for when it goes on. */
  public int note;

  /** The tick at which it ends; {@link #NEVER} without such an end. */
  public long deadline = NEVER;

  /** It goes on behind a wait; not when it begins. */
  public boolean hasWaited() {
    return waited;
  }

  /** A call that begins finds the deadline of the one before: it is the same, after a signal. */
  public boolean keepsDeadline;

  /** Whether the call waits, and goes on when the task does. */
  public boolean isWaiting() {
    return waiting;
  }

  public void waits() {
    waiting = true;
  }

  public void begin() {
    waiting = false;
    waited = false;
    progress = 0;
    note = 0;
    deadline = keepsDeadline ? deadline : NEVER;
    keepsDeadline = false;
  }

  /** It goes on. */
  public void goOn() {
    waiting = false;
    waited = true;
  }

  void save(ObjectWriter out) {
    out.flag(waiting);
    out.flag(waited);
    out.number(progress);
    out.number(note);
    out.number(deadline);
    out.flag(keepsDeadline);
  }

  void load(ObjectReader in) {
    waiting = in.flag();
    waited = in.flag();
    progress = in.number();
    note = in.number();
    deadline = in.longNumber();
    keepsDeadline = in.flag();
  }
}

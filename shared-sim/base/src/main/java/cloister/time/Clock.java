package cloister.time;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The virtual clock of a board and the queue of what is due on it. Its ticks are the instructions
 * retired and the idle ticks that were skipped; how many make a second belongs to the board.
 *
 * <p>The processor runs up to the next deadline in one go, so that nothing here is done for every
 * instruction.
 */
public final class Clock implements Saveable {
  private final Ticks retired;
  private final int ticksPerSecond;
  private final List<Timer> timers = new ArrayList<>();
  private long idle;

  /** The processor runs without looking at the queue before this tick. */
  private long horizon;

  private Runnable onEarlierDeadline = () -> {};

  /**
   * @param ticksPerSecond at least 1
   */
  public Clock(Ticks retired, int ticksPerSecond) {
    this.retired = retired;
    this.ticksPerSecond = ticksPerSecond;
  }

  public int ticksPerSecond() {
    return ticksPerSecond;
  }

  /** The tick of the present instruction. */
  public long now() {
    return ((long) retired.high() << 32 | retired.low() & 0xffff_ffffL) + idle;
  }

  /** Ticks skipped while the processor was halted. */
  public long idle() {
    return idle;
  }

  /**
   * Adds a timer. Timers that are due at the same tick act in the order in which they were added,
   * and their states are saved in it.
   */
  public Timer timer(Runnable action) {
    Timer timer = new Timer(this, action);
    timers.add(timer);
    return timer;
  }

  /** What to do when a timer is set to a tick before the announced one. */
  public void onEarlierDeadline(Runnable action) {
    onEarlierDeadline = action;
  }

  /**
   * Announces a run of the processor.
   *
   * @return ticks until something is due, at most {@code most}; 0 when something is due now
   */
  public int ticksUntilDeadline(int most) {
    long now = now();
    long ticks = Math.max(0, Math.min(most, deadline() - now));
    horizon = now + ticks;
    return (int) ticks;
  }

  /** True when nothing will ever be due. */
  public boolean isIdleForever() {
    return deadline() == Timer.NEVER;
  }

  /**
   * Jumps to the next deadline, for a processor that has nothing to do until then.
   *
   * @return ticks skipped
   */
  public long skipToDeadline() {
    long ticks = Math.max(0, deadline() - now());
    idle += ticks;
    return ticks;
  }

  /** Acts on everything that is due, earliest first. */
  public void act() {
    long now = now();
    for (Timer timer = earliest(); timer != null && timer.tick() <= now; timer = earliest()) {
      timer.expire();
    }
  }

  /** A reset of the board: nothing is due any more. Time goes on. */
  public void disarmAll() {
    for (Timer timer : timers) {
      timer.disarm();
    }
  }

  void armed(long tick) {
    if (tick < horizon) {
      horizon = tick;
      onEarlierDeadline.run();
    }
  }

  private long deadline() {
    Timer earliest = earliest();
    return earliest == null ? Timer.NEVER : earliest.tick();
  }

  /** The armed timer that is due first, or null. */
  private Timer earliest() {
    Timer earliest = null;
    for (Timer timer : timers) {
      if (timer.isArmed() && (earliest == null || timer.tick() < earliest.tick())) {
        earliest = timer;
      }
    }
    return earliest;
  }

  @Override
  public void save(StateWriter out) {
    out.writeLong(idle);
    for (Timer timer : timers) {
      out.writeLong(timer.tick());
    }
  }

  @Override
  public void load(StateReader in) {
    idle = in.readLong();
    horizon = 0;
    for (Timer timer : timers) {
      timer.restore(in.readLong());
    }
  }
}

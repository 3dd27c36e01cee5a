package cloister.time;

/** Something that a device will do at a tick of the clock. */
public final class Timer {
  static final long NEVER = Long.MAX_VALUE;

  private final Clock clock;
  private final Runnable action;
  private long tick = NEVER;

  Timer(Clock clock, Runnable action) {
    this.clock = clock;
    this.action = action;
  }

  /** Acts once at a tick, or as soon as possible when it has passed. Replaces what was set. */
  public void armAt(long tick) {
    this.tick = tick;
    clock.armed(tick);
  }

  public void armIn(long ticks) {
    armAt(clock.now() + ticks);
  }

  public void disarm() {
    tick = NEVER;
  }

  public boolean isArmed() {
    return tick != NEVER;
  }

  long tick() {
    return tick;
  }

  void restore(long saved) {
    tick = saved;
  }

  void expire() {
    tick = NEVER;
    action.run();
  }
}

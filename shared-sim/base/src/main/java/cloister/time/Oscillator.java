package cloister.time;

/** A frequency derived from the clock, such as that of a crystal on the board. */
public final class Oscillator {
  private final Clock clock;
  private final int hertz;

  /**
   * @param hertz at least 1
   */
  public Oscillator(Clock clock, int hertz) {
    this.clock = clock;
    this.hertz = hertz;
  }

  /** Whole cycles since the clock began. */
  public long cycles() {
    return scaled(clock.now(), hertz, clock.ticksPerSecond());
  }

  /** The first tick at which {@link #cycles} is at least this. */
  public long tickOf(long cycle) {
    long tick = scaled(cycle, clock.ticksPerSecond(), hertz);
    return scaled(tick, hertz, clock.ticksPerSecond()) < cycle ? tick + 1 : tick;
  }

  /** {@code value * to / from} rounded down, exact without a product of more than 63 bits. */
  private static long scaled(long value, int to, int from) {
    return value / from * to + value % from * to / from;
  }
}

package cloister.machine;

import java.util.Optional;

/**
 * A machine in which nobody runs, and that goes on by itself after a while.
 *
 * @param tick at which it goes on, in the machine's own time; the same for the same deadline
 * @param millis how long that takes from now, in milliseconds of its time
 * @param read whether somebody waits for what is typed at a terminal
 */
public record Rest(long tick, int millis, boolean read) {
  /** Nobody notices shorter ones. */
  private static final int SHORTEST_MILLIS = 200;

  private static final int NANOS_PER_MILLI = 1_000_000;

  /** A rest of so many nanoseconds, if it is long enough to be one. */
  public static Optional<Rest> until(long tick, long nanos, boolean read) {
    long millis = nanos / NANOS_PER_MILLI;
    return millis < SHORTEST_MILLIS
        ? Optional.empty()
        : Optional.of(new Rest(tick, (int) Math.min(millis, Integer.MAX_VALUE), read));
  }
}

package cloister.kernel.time;

/** The board's virtual time as the kernel reads it, and lets it pass by what it does. */
public interface KernelTime {
  /** Nanoseconds of a tick, which is one instruction. */
  int NANOS_PER_TICK = 10;

  long NANOS_PER_SECOND = 1_000_000_000L;

  /** Ticks since the machine was started. */
  long ticks();

  /** What an operation takes passes at once. */
  void charge(Cost cost, int times);

  /** Seconds since 1970 at which the machine was started. */
  long startSeconds();

  /** Nanoseconds since the machine was started. */
  default long monotonicNanos() {
    return ticks() * NANOS_PER_TICK;
  }

  /** Nanoseconds by which the date was set on, or back. */
  long shiftNanos();

  /** Sets the date, which all see (clock_settime(2)): nanoseconds since 1970. */
  void setReal(long nanos);

  /** Nanoseconds since 1970. */
  default long realNanos() {
    return startSeconds() * NANOS_PER_SECOND + monotonicNanos() + shiftNanos();
  }
}

package cloister.machine.port;

import java.util.Arrays;

/** At which step the clock stood where, every now and then, so that a time leads to a step. */
final class Moments {
  private long[] steps = new long[64];
  private long[] ticks = new long[64];
  private int count = 1;

  /**
   * Notes where the clock stands, behind everything that is noted.
   *
   * @param apart ticks from one to the next at least
   */
  void note(long step, long tick, long apart) {
    if (step <= steps[count - 1] || tick - ticks[count - 1] < apart) {
      return;
    }
    if (count == steps.length) {
      steps = Arrays.copyOf(steps, 2 * count);
      ticks = Arrays.copyOf(ticks, 2 * count);
    }
    steps[count] = step;
    ticks[count] = tick;
    count++;
  }

  /** Forgets what is later. */
  void cut(long step) {
    while (count > 1 && steps[count - 1] > step) {
      count--;
    }
  }

  /** The last step noted at which the clock had not passed the tick. */
  long stepAt(long tick) {
    int low = 0;
    int high = count;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (ticks[middle] <= tick) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return steps[low];
  }
}

package cloister.server.run;

import java.time.Duration;

/**
 * What runs may take.
 *
 * @param steps most steps of one run, replayed ones included
 * @param wall longest time for one run, after which its process is killed
 * @param heapMegabytes Java heap of one worker process
 * @param workers processes at the same time; of several, runs leave one to gradings
 * @param queue runs that may wait for a process, and as many gradings; more are turned away
 * @param patience longest time in the queue
 */
public record Budgets(
    int steps, Duration wall, int heapMegabytes, int workers, int queue, Duration patience) {
  /** About twice the longest lesson. */
  private static final int STEPS = 400_000_000;

  /** A large class that presses the same button. */
  private static final int QUEUE = 256;

  /** The defaults for so many processes. */
  public static Budgets of(int workers) {
    return new Budgets(STEPS, Duration.ofSeconds(60), 256, workers, QUEUE, Duration.ofSeconds(30));
  }

  /** One process for each processor, but at least one each for runs and gradings. */
  public static int defaultWorkers() {
    return Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);
  }
}

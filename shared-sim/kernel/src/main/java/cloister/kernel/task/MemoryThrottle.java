package cloister.kernel.task;

import cloister.kernel.cgroup.MemoryAccount;
import cloister.kernel.cgroup.MemoryAccount.Bound;
import cloister.kernel.cgroup.MemoryEvent;
import cloister.kernel.mm.Frames;
import cloister.kernel.time.KernelTime;

/**
 * Makes whoever takes pages beyond {@code memory.high} wait, the longer the farther beyond
 * (mem_cgroup_handle_over_high).
 */
public final class MemoryThrottle {
  /** Pages that Linux charges at once, so that it looks as often. */
  private static final int BATCH = 64;

  private static final int JIFFIES_PER_SECOND = 250;
  private static final long TICKS_PER_JIFFY =
      KernelTime.NANOS_PER_SECOND / KernelTime.NANOS_PER_TICK / JIFFIES_PER_SECOND;
  private static final int LONGEST = 2 * JIFFIES_PER_SECOND;
  private static final int SHORTEST = JIFFIES_PER_SECOND / 100;
  private static final int PRECISION = 20;
  private static final int SCALING = 14;

  private final Frames frames;
  private final Scheduler scheduler;
  private final KernelTime time;

  public MemoryThrottle(Frames frames, Scheduler scheduler, KernelTime time) {
    this.frames = frames;
    this.scheduler = scheduler;
    this.time = time;
  }

  /** A task is about to go on in its program. */
  public void slow(Task task) {
    int pages = frames.takeCharged();
    MemoryAccount over = pages == 0 ? null : task.group().memory().high();
    if (over == null || !over.countBeyond(pages, BATCH)) {
      return;
    }
    over.count(MemoryEvent.HIGH);
    long delay = jiffies(over);
    if (delay > SHORTEST && task.state() == TaskState.RUNNABLE && !task.hasFatalSignal()) {
      scheduler.sleep(time.ticks() + delay * TICKS_PER_JIFFY);
    }
  }

  private static long jiffies(MemoryAccount over) {
    long high = Math.max(1, over.bound(Bound.HIGH));
    long beyond = (over.current() - high << PRECISION) / high;
    long most = (1L << PRECISION) * 16;
    long bounded = Math.min(beyond, most);
    return Math.min(bounded * bounded * JIFFIES_PER_SECOND >> PRECISION + SCALING, LONGEST);
  }
}

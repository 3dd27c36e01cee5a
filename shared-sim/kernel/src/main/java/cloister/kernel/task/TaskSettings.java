package cloister.kernel.task;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** Numbers that a task has been given, beside its nice value. */
public final class TaskSettings {
  /** SCHED_OTHER (sched(7)). */
  public static final int NORMAL = 0;

  /** SCHED_BATCH, which has its turns as {@link #NORMAL} has. */
  public static final int BATCH = 3;

  /** SCHED_IDLE: what others leave. */
  public static final int IDLE = 5;

  /** Which of the three. */
  public int policy = NORMAL;

  /** Whether a child has no nice value below 0 (SCHED_RESET_ON_FORK). */
  public boolean resetsOnFork;

  /** What it gets when its parent ends (PR_SET_PDEATHSIG); 0 for nothing. */
  public int parentDeathSignal;

  void save(ObjectWriter out) {
    out.numbers(new int[] {policy, parentDeathSignal});
    out.flag(resetsOnFork);
  }

  void load(ObjectReader in) {
    int[] words = in.numbers();
    policy = words[0];
    parentDeathSignal = words[1];
    resetsOnFork = in.flag();
  }
}

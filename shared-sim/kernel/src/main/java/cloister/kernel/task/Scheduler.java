package cloister.kernel.task;

import cloister.kernel.cgroup.Cgroup;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.time.KernelTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Whose turn it is: the task that has run least, counted by its weight (sched(7)). A turn ends with
 * its slice when others wait, or when a task wakes that has run much less.
 */
public final class Scheduler {
  /** 0.75 ms, Linux's base slice for one processor, in ticks. */
  public static final int SLICE = 75_000;

  /**
   * Ticks, a second of them, that a task's next turn may be behind the others' at most, however
   * light it is: its company may be gone by then.
   */
  private static final long FARTHEST = KernelTime.NANOS_PER_SECOND / KernelTime.NANOS_PER_TICK;

  /** Linux's weight of SCHED_IDLE. */
  private static final int IDLE = 3;

  /** Linux's weights of the nice values from -20 to 19. */
  private static final int[] WEIGHTS = {
    88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916, 9548, 7620, 6100, 4904,
    3906, 3121, 2501, 1991, 1586, 1277, 1024, 820, 655, 526, 423, 335, 272, 215, 172, 137, 110, 87,
    70, 56, 45, 36, 29, 23, 18, 15
  };

  private static final int NORMAL = 1024;

  private final KernelTime time;
  private final Alarms alarms;
  private final TreeSet<Task> waiting =
      new TreeSet<>(Comparator.comparingLong(Task::virtualRuntime).thenComparingInt(Task::id));
  private Task current;
  private long leastRuntime;
  private long turnBegan;
  private boolean endsTurn;

  public Scheduler(KernelTime time, Alarms alarms) {
    this.time = time;
    this.alarms = alarms;
  }

  /** Who runs; nobody while the machine is idle. */
  public Optional<Task> current() {
    return Optional.ofNullable(current);
  }

  /** A task is there, or goes on. */
  void wake(Task task) {
    alarms.cancel(task);
    if (task.state() == TaskState.WAITING) {
      task.setState(TaskState.RUNNABLE);
      add(task);
    }
  }

  /** A task can run. */
  void add(Task task) {
    if (task == current) {
      return;
    }
    count(task);
    task.setVirtualRuntime(Math.max(task.virtualRuntime(), leastRuntime - SLICE));
    waiting.add(task);
    if (current != null && task.virtualRuntime() + SLICE < current.virtualRuntime()) {
      endsTurn = true;
    }
  }

  /** A new task's first turn comes after one of its parent's, so that a parent goes on at first. */
  void addNew(Task task) {
    long behind = leastRuntime;
    if (current != null) {
      behind = Math.max(behind, current.virtualRuntime() + weighed(time.ticks() - turnBegan));
    }
    task.setVirtualRuntime(behind + SLICE);
    count(task);
    waiting.add(task);
  }

  /** A task cannot run any more. */
  void remove(Task task) {
    if (waiting.remove(task)) {
      uncount(task);
    }
  }

  private static void count(Task task) {
    task.group().cpu().add(weight(task));
  }

  private static void uncount(Task task) {
    task.group().cpu().remove(weight(task));
  }

  /** Groups, their shares or who is in them are others than before. */
  public void recount(Cgroup any) {
    any.root().forgetRunnable();
    waiting.forEach(Scheduler::count);
    if (current != null) {
      count(current);
    }
  }

  /** Of a task, by its policy and its nice value. */
  public static int weight(Task task) {
    return task.settings().policy == TaskSettings.IDLE ? IDLE : weight(task.nice());
  }

  /** Of a nice value from -20 to 19. */
  public static int weight(int nice) {
    return WEIGHTS[nice + 20];
  }

  /** The nice value whose weight is nearest. */
  public static int niceOf(int weight) {
    int best = 0;
    for (int i = 1; i < WEIGHTS.length; i++) {
      if (Math.abs(WEIGHTS[i] - weight) < Math.abs(WEIGHTS[best] - weight)) {
        best = i;
      }
    }
    return best - 20;
  }

  /** The current task waits: until it is woken, or until a tick. */
  public void sleep(long deadline) {
    current.setState(TaskState.WAITING);
    if (deadline != PendingCall.NEVER) {
      alarms.wakeAt(current, deadline);
    }
  }

  /** The current task gives its turn away. */
  public void yield() {
    if (!waiting.isEmpty()) {
      account();
      current.setVirtualRuntime(
          Math.max(current.virtualRuntime(), waiting.last().virtualRuntime()) + 1);
      endsTurn = true;
    }
  }

  /** The tick at which the present turn ends because others wait. */
  public long endOfTurn() {
    return waiting.isEmpty() || current == null ? PendingCall.NEVER : turnBegan + SLICE;
  }

  /** Says whose turn it is now. */
  public Optional<Task> choose() {
    boolean canRun = current != null && current.state() == TaskState.RUNNABLE;
    if (canRun && !endsTurn && time.ticks() < endOfTurn()) {
      return current();
    }
    if (current != null) {
      account();
      count(canRun);
    }
    Task before = current;
    current = null;
    if (canRun) {
      waiting.add(before);
    } else if (before != null) {
      uncount(before);
    }
    current = waiting.pollFirst();
    endsTurn = false;
    turnBegan = time.ticks();
    if (current != null) {
      leastRuntime = Math.max(leastRuntime, current.virtualRuntime());
    }
    return current();
  }

  private void count(boolean canRun) {
    Times times = current.process().times();
    if (!canRun) {
      times.voluntarySwitches++;
    } else if (!waiting.isEmpty()) {
      times.involuntarySwitches++;
    }
  }

  /** Counts what the current task has run since its turn began. */
  private void account() {
    long now = time.ticks();
    long after = current.virtualRuntime() + weighed(now - turnBegan);
    current.setVirtualRuntime(Math.min(after, leastRuntime + FARTHEST));
    turnBegan = now;
  }

  /** What so many ticks cost the current task. */
  private long weighed(long ticks) {
    return current.group().cpu().cost(ticks * NORMAL / weight(current));
  }

  /** State beside the tasks' own. */
  public void save(ObjectWriter out) {
    out.pointer(current);
    out.pointers(List.copyOf(waiting));
    out.number(leastRuntime);
    out.number(turnBegan);
    out.flag(endsTurn);
  }

  private List<Task> loaded = List.of();

  public void load(ObjectReader in) {
    current = in.pointer();
    loaded = in.pointers();
    leastRuntime = in.longNumber();
    turnBegan = in.longNumber();
    endsTurn = in.flag();
  }

  /** All tasks are loaded: their order is known. */
  public void loaded() {
    waiting.clear();
    waiting.addAll(loaded);
    loaded = List.of();
  }
}

package cloister.kernel.proc;

import cloister.kernel.task.PidNamespace;
import cloister.kernel.task.Scheduler;
import cloister.kernel.task.Task;
import cloister.kernel.task.Times;
import cloister.kernel.time.KernelTime;

/**
 * What a task had of the processor: {@code sched}, as a kernel for one processor of 32 bits prints
 * it, and {@code schedstat}. Times and switches are those of its process.
 */
final class ProcTurns {
  private static final long TURN = 750_000;

  private final Task task;
  private final KernelTime time;
  private final PidNamespace numbers;

  ProcTurns(Task task, KernelTime time, PidNamespace numbers) {
    this.task = task;
    this.time = time;
    this.numbers = numbers;
  }

  private long ran() {
    Times times = task.process().times();
    return (times.user + times.system) * KernelTime.NANOS_PER_TICK;
  }

  private long switches() {
    Times times = task.process().times();
    return (long) times.voluntarySwitches + times.involuntarySwitches;
  }

  /** Nanoseconds that it ran and waited to run, and how often it had its turn. */
  String times() {
    return ran() + " 0 " + switches() + "\n";
  }

  String text() {
    Times times = task.process().times();
    String head =
        task.name()
            + " ("
            + numbers.fromKernel(task.tid())
            + ", #threads: "
            + task.process().tasks().size()
            + ")\n"
            + "-".repeat(67)
            + "\n";
    return head
        + millis("se.exec_start", time.monotonicNanos())
        + millis("se.vruntime", task.virtualRuntime() * KernelTime.NANOS_PER_TICK)
        + millis("se.sum_exec_runtime", ran())
        + number("se.nr_migrations", 0)
        + number("nr_switches", switches())
        + number("nr_voluntary_switches", times.voluntarySwitches)
        + number("nr_involuntary_switches", times.involuntarySwitches)
        + number("se.load.weight", Scheduler.weight(task))
        + number("policy", task.settings().policy)
        + number("prio", 120 + task.nice())
        + number("se.slice", TURN)
        + number("clock-delta", 0);
  }

  private static String number(String name, long value) {
    return ProcTexts.padded(name, 45, false)
        + ":"
        + ProcTexts.padded(Long.toString(value), 21, true)
        + "\n";
  }

  private static String millis(String name, long nanos) {
    String fraction = Long.toString(nanos % 1_000_000);
    return ProcTexts.padded(name, 45, false)
        + ":"
        + ProcTexts.padded(Long.toString(nanos / 1_000_000), 14, true)
        + "."
        + "0".repeat(6 - fraction.length())
        + fraction
        + "\n";
  }
}

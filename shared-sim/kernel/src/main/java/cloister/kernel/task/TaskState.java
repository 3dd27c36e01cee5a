package cloister.kernel.task;

/** What a task does. */
public enum TaskState {
  /** It runs, or could. */
  RUNNABLE,
  /** It waits for something, or for a signal. */
  WAITING,
  /** It was stopped until SIGCONT. */
  STOPPED,
  /** It stands until its tracer lets it go on (ptrace(2)). */
  TRACED,
  /** Its control group is frozen. */
  FROZEN,
  /** Its control group has had its time of this period (cpu.max). */
  THROTTLED,
  /** It is no more; of the last one of a process the status waits for the parent. */
  DEAD
}

package cloister.kernel.task;

/** What a task does. */
public enum TaskState {
  /** It runs, or could. */
  RUNNABLE,
  /** It waits for something, or for a signal. */
  WAITING,
  /** It was stopped until SIGCONT. */
  STOPPED,
  /** It is no more; of the last one of a process the status waits for the parent. */
  DEAD
}

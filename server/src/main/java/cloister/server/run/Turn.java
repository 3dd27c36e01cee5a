package cloister.server.run;

/** Whose turn it is when a process becomes free: the first of these that waits. */
public enum Turn {
  GRADING,
  RUN
}

package cloister.server.run;

/** What a client gets a process for when it is the client's turn: the first of these it wants. */
public enum Turn {
  GRADING,
  RUN
}

package cloister.server.run;

/** What clients get processes for; who wants the first of these comes before who wants another. */
public enum Turn {
  GRADING,
  RUN
}

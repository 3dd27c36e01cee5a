package cloister.asm.macro;

import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;

/** Bounds what macros may expand to. */
final class Work {
  private static final int MOST_TOKENS = 4_000_000;

  private final Problems problems;
  private int tokens;

  Work(Problems problems) {
    this.problems = problems;
  }

  /** Counts tokens made; false after reporting that they are too many. */
  boolean spend(int count, Span place) {
    if (exhausted()) {
      return false;
    }
    tokens += count + 1;
    if (exhausted()) {
      problems.error(place, Complaint.tooMuchWork());
    }
    return !exhausted();
  }

  boolean exhausted() {
    return tokens >= MOST_TOKENS;
  }
}

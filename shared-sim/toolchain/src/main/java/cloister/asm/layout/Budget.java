package cloister.asm.layout;

import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;

/** Bounds what an assembly may take, so that every source ends. */
final class Budget {
  static final int MOST_BYTES = 16 << 20;
  private static final int MOST_STEPS = 4_000_000;

  private int steps;

  /** Counts one step; false after reporting that there are none left. */
  boolean spend(Problems problems, Span span) {
    if (steps == MOST_STEPS) {
      problems.error(span, Complaint.tooMuchWork());
      return false;
    }
    steps++;
    return true;
  }

  boolean exhausted() {
    return steps == MOST_STEPS;
  }

  /** False after reporting that so many bytes are too many. */
  boolean fits(long bytes, Problems problems, Span span) {
    if (bytes > MOST_BYTES) {
      problems.error(span, Complaint.outputTooLarge(MOST_BYTES));
      return false;
    }
    return true;
  }
}

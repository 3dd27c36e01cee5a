package cloister.asm.macro;

import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;

/** Bounds what macros may expand to. */
final class Work {
  private static final int MOST_TOKENS = 1_000_000;

  private static final int TOKENS_A_LINE = 5;
  private static final int CHARACTERS_A_TOKEN = 16;

  private final Problems problems;
  private int tokens;

  Work(Problems problems) {
    this.problems = problems;
  }

  /** Counts a line read. */
  void line(Span place) {
    spend(TOKENS_A_LINE, place);
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

  /** Counts a text made of others; false after reporting that it is too long. */
  boolean spendText(int length, Span place) {
    if (length > TokenText.MOST) {
      problems.error(place, Complaint.textTooLong(TokenText.MOST));
      return false;
    }
    return spend(length / CHARACTERS_A_TOKEN, place);
  }

  /** Reports that something is nested too deeply, and ends all work. */
  void tooDeep(int most, Span place) {
    problems.error(place, Complaint.macroTooDeep(most));
    tokens = MOST_TOKENS;
  }

  boolean exhausted() {
    return tokens >= MOST_TOKENS;
  }
}

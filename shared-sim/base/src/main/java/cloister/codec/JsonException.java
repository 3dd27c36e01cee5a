package cloister.codec;

/** Text that is not JSON, or more of it than the reader takes. */
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1;

  private final Problem problem;
  private final int position;
  private final int line;
  private final int column;

  /** What is wrong with the text. */
  public enum Problem {
    UNEXPECTED_END,
    UNEXPECTED_CHARACTER,
    BAD_ESCAPE,
    BAD_NUMBER,
    DUPLICATE_KEY,
    TOO_DEEP,
    TOO_LONG
  }

  JsonException(Problem problem, String text, int position) {
    super(problem + " at " + position);
    this.problem = problem;
    this.position = position;
    int lines = 1;
    int start = 0;
    for (int i = 0; i < Math.min(position, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        lines++;
        start = i + 1;
      }
    }
    line = lines;
    column = position - start + 1;
  }

  public Problem problem() {
    return problem;
  }

  /** Index of the offending character. */
  public int position() {
    return position;
  }

  /** Line of the offending character, from 1. */
  public int line() {
    return line;
  }

  /** Column of the offending character, from 1. */
  public int column() {
    return column;
  }
}

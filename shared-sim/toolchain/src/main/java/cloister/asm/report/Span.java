package cloister.asm.report;

/**
 * A stretch of one source line; columns count from 1, and so do lines unless the source says so.
 */
public record Span(String file, int line, int column, int length) {
  /** Of what stands in no source. */
  public static final Span NOWHERE = whole("");

  /** A file as a whole, which is no place in it. */
  public static Span whole(String file) {
    return new Span(file, 0, 0, 0);
  }

  /** Whether this is in a line, and not a file as a whole or {@link #NOWHERE}. */
  public boolean isPlace() {
    return column > 0;
  }

  /** The character right behind it. */
  public Span behind() {
    return isPlace() ? new Span(file, line, column + length, 1) : this;
  }

  /** From the start of this span to the end of another one on the same line. */
  public Span to(Span end) {
    if (!sameLine(end) || end.column < column) {
      return this;
    }
    return new Span(file, line, column, end.column + end.length - column);
  }

  public boolean sameLine(Span other) {
    return line == other.line && file.equals(other.file);
  }
}

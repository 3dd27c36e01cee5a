package cloister.asm.report;

/** A stretch of one source line; line and column count from 1. */
public record Span(String file, int line, int column, int length) {

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

package cloister.cli;

import cloister.asm.report.Span;
import cloister.cc.report.Diagnostic;
import cloister.cc.report.Diagnostics;
import cloister.cc.report.Severity;
import cloister.message.Catalogue;
import cloister.server.text.Sentences;
import java.io.PrintWriter;
import java.util.Optional;

/** Problems with the line that they are in and a mark below the place. */
final class DiagnosticReport {
  private final String command;
  private final PrintWriter out;
  private final ReadFiles files;
  private final Catalogue catalogue = Sentences.english();

  /**
   * @param command who speaks of what has no place
   * @param files where the lines are; what a line directive names beside them is not looked into
   */
  DiagnosticReport(String command, PrintWriter out, ReadFiles files) {
    this.command = command;
    this.out = out;
    this.files = files;
  }

  /**
   * @param quiet leaves warnings out, and the notes behind them
   */
  void print(Diagnostics diagnostics, boolean quiet) {
    boolean shown = true;
    for (Diagnostic one : diagnostics.all()) {
      shown = one.severity() == Severity.NOTE ? shown : !quiet || one.severity() == Severity.ERROR;
      if (shown) {
        print(one);
      }
    }
    out.flush();
  }

  private void print(Diagnostic one) {
    Span span = one.span();
    String place =
        span.isPlace() ? span.file() + ":" + span.line() + ":" + span.column() : span.file();
    out.println(
        VisibleText.of(place.isEmpty() ? command : place)
            + ": "
            + one.severity().name().toLowerCase()
            + ": "
            + VisibleText.of(catalogue.format(one.message())));
    line(span).ifPresent(line -> mark(line, span));
  }

  private Optional<String> line(Span span) {
    if (!span.isPlace() || span.file().isEmpty() || span.line() < 1) {
      return Optional.empty();
    }
    return files.known(span.file()).flatMap(text -> line(text, span.line()));
  }

  private static Optional<String> line(String text, int number) {
    int start = 0;
    for (int line = 1; line < number; line++) {
      start = text.indexOf('\n', start) + 1;
      if (start == 0) {
        return Optional.empty();
      }
    }
    int end = text.indexOf('\n', start);
    String line = end < 0 ? text.substring(start) : text.substring(start, end);
    String plain = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    return plain.isEmpty() ? Optional.empty() : Optional.of(plain);
  }

  private void mark(String line, Span span) {
    MarkedLine marked = new MarkedLine(line, span.column() - 1, span.length());
    out.println("  " + marked.text());
    out.println("  " + marked.mark());
  }
}

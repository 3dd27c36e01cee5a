package cloister.cli;

import cloister.asm.report.Span;
import cloister.cc.driver.Files;
import cloister.cc.report.Diagnostic;
import cloister.cc.report.Diagnostics;
import cloister.cc.report.Severity;
import cloister.message.Catalogue;
import cloister.server.text.Sentences;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Problems with the line that they are in and a mark below the place. */
final class DiagnosticReport {
  private final PrintWriter out;
  private final Files files;
  private final Catalogue catalogue = Sentences.english();

  /**
   * @param files where the lines are
   */
  DiagnosticReport(PrintWriter out, Files files) {
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
        span.length() == 0 ? span.file() : span.file() + ":" + span.line() + ":" + span.column();
    out.println(
        (place.isEmpty() ? "cc" : place)
            + ": "
            + one.severity().name().toLowerCase()
            + ": "
            + catalogue.format(one.message()));
    line(span).ifPresent(line -> mark(line, span));
  }

  private Optional<String> line(Span span) {
    if (span.length() == 0 || span.file().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> text = files.text(span.file());
    List<String> lines = text.map(all -> all.lines().toList()).orElse(List.of());
    return span.line() >= 1 && span.line() <= lines.size()
        ? Optional.of(lines.get(span.line() - 1))
        : Optional.empty();
  }

  private void mark(String line, Span span) {
    StringBuilder below = new StringBuilder();
    for (int i = 0; i < span.column() - 1 && i < line.length(); i++) {
      below.append(line.charAt(i) == '\t' ? '\t' : ' ');
    }
    int room = Math.max(1, line.length() - span.column() + 1);
    below.append('^').append("~".repeat(Math.max(0, Math.min(span.length(), room) - 1)));
    out.println("  " + line);
    out.println("  " + below);
  }
}

package cloister.cc.parse;

import cloister.cc.report.Diagnostic;
import cloister.cc.report.Diagnostics;
import cloister.cc.report.Severity;
import cloister.message.Argument;
import java.util.ArrayList;
import java.util.List;

/** What the parser has to say about a text. */
final class Reports {
  private Reports() {}

  /** Each report in a line: position, length, what it is and its arguments. */
  static List<String> of(String text) {
    Diagnostics diagnostics = new Diagnostics();
    new Parser(Tokens.of(text), diagnostics, Limits.OF_A_BROWSER).source();
    return diagnostics.all().stream().map(Reports::line).toList();
  }

  private static String line(Diagnostic diagnostic) {
    List<String> words = new ArrayList<>();
    words.add(diagnostic.span().line() + ":" + diagnostic.span().column());
    words.add("+" + diagnostic.span().length());
    if (diagnostic.severity() != Severity.ERROR) {
      words.add(diagnostic.severity().name().toLowerCase(java.util.Locale.ROOT));
    }
    words.add(diagnostic.message().id().substring("cc.parse.".length()));
    diagnostic.message().arguments().forEach(argument -> words.add(word(argument)));
    return String.join(" ", words);
  }

  private static String word(Argument argument) {
    return switch (argument) {
      case Argument.Code code -> code.text();
      case Argument.Number number -> Integer.toString(number.value());
      case Argument.Text text -> "END";
      default -> throw new AssertionError(argument);
    };
  }
}

package cloister.cc.parse;

import cloister.cc.dump.SyntaxText;
import cloister.cc.report.Diagnostics;
import cloister.cc.syntax.Source;

/** Declarations and statements of a syntax tree as s-expressions. */
final class Drawn {
  private Drawn() {}

  /** The whole source, one declaration a line; nothing may be wrong with it. */
  static String source(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Source source = new Parser(Tokens.of(text), diagnostics, Limits.OF_A_BROWSER).source();
    if (!diagnostics.all().isEmpty()) {
      throw new AssertionError(text + ": " + diagnostics.all());
    }
    return SyntaxText.of(source);
  }

  /** The statements in a function, with variables {@code a} to {@code d} before it. */
  static String body(String statements) {
    String all = source("int a, b, c, d; struct s *p; void f(void) {" + statements + "}");
    String body = all.substring(all.indexOf('{') + 1, all.lastIndexOf('}'));
    return body.strip();
  }

  /** An expression within a function. */
  static String expression(String expression) {
    return body(expression + ";");
  }
}

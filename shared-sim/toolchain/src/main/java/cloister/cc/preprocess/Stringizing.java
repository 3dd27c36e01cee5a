package cloister.cc.preprocess;

import cloister.asm.report.Span;
import cloister.cc.lex.Token;
import java.util.List;

/** The operator {@code #} (C11 6.10.3.2). */
final class Stringizing {
  private Stringizing() {}

  static Token of(List<Item> argument, Span span, boolean space) {
    StringBuilder literal = new StringBuilder("\"");
    boolean first = true;
    for (Item item : argument) {
      Token token = item.token();
      if (token.spaceBefore() && !first) {
        literal.append(' ');
      }
      first = false;
      if (token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.CHARACTER) {
        escape(token.text(), literal);
      } else {
        literal.append(token.text());
      }
    }
    dropOddBackslash(literal);
    return new Token(Token.Kind.STRING, literal.append('"').toString(), span, space, false);
  }

  /** A last backslash would take the closing quote; GCC leaves it out too. */
  private static void dropOddBackslash(StringBuilder literal) {
    int backslashes = 0;
    while (literal.charAt(literal.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    literal.setLength(literal.length() - backslashes % 2);
  }

  static void escape(String text, StringBuilder to) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        to.append('\\');
      }
      to.append(c);
    }
  }
}

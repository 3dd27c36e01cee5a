package cloister.cc.gas;

import cloister.asm.report.Span;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text into statements: at line ends and semicolons, without comments. */
final class Statements {
  /** A statement may be longer than anybody wants to see marked. */
  private static final int MOST_MARKED = 200;

  private final String text;
  private final List<Statement> statements = new ArrayList<>();
  private final StringBuilder current = new StringBuilder();
  private String file;
  private int line = 1;
  private int lineStart;
  private int at;

  /** Where the current statement has its first character. */
  private int begin;

  private Statements(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * A statement, and where it begins.
   *
   * @param span where it stands, or what it was made of
   * @param written true when it stands there word for word
   */
  record Statement(String text, Span span, boolean written) {
    /** Where its end is, or all of it when it is made of something else. */
    Span end(String part) {
      int before = text.length() - part.length();
      return written && before > 0 && text.endsWith(part)
          ? new Span(
              span.file(),
              span.line(),
              span.column() + before,
              Math.max(1, Math.min(part.length(), MOST_MARKED)))
          : span;
    }
  }

  static List<Statement> of(String file, String text) {
    return new Statements(file, text).cut();
  }

  /** The statements that were made of another one. */
  static List<Statement> of(Statement origin, String text) {
    List<Statement> all = new ArrayList<>();
    for (Statement one : of("", text)) {
      all.add(new Statement(one.text(), origin.span(), false));
    }
    return all;
  }

  private List<Statement> cut() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        take(endOfString());
      } else if (c == '\'' && at + 1 < text.length() && text.charAt(at + 1) != '\n') {
        take(Math.min(text.length(), at + (text.charAt(at + 1) == '\\' ? 3 : 2)));
      } else if (text.startsWith("/*", at)) {
        comment();
      } else if (c == '#' && at == lineStart && isMarker()) {
        marker();
      } else if (c == '#' || text.startsWith("//", at)) {
        at = lineEnd();
      } else if (c == '\n' || c == ';') {
        add();
        at++;
        if (c == '\n') {
          nextLine();
        }
      } else {
        take(at + 1);
      }
    }
    add();
    return statements;
  }

  private void nextLine() {
    line++;
    lineStart = at;
  }

  private void take(int end) {
    if (current.isEmpty()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
        return;
      }
      begin = at - lineStart;
    }
    current.append(text, at, end);
    at = end;
  }

  private void comment() {
    int end = text.indexOf("*/", at + 2);
    end = end < 0 ? text.length() : end + 2;
    int start = at;
    while (at < end) {
      if (text.charAt(at++) == '\n') {
        nextLine();
      }
    }
    if (!current.isEmpty()) {
      // Within a line it counts as wide as it is, so that columns stay true.
      current.append(" ".repeat(lineStart > start ? 1 : end - start));
    }
  }

  private void add() {
    String statement = current.toString().strip();
    if (!statement.isEmpty()) {
      int length = Math.min(statement.length(), MOST_MARKED);
      statements.add(new Statement(statement, new Span(file, line, begin + 1, length), true));
    }
    current.setLength(0);
  }

  /** True at {@code # 12 "file"}, which a preprocessor leaves. */
  private boolean isMarker() {
    int digit = at + 1;
    while (digit < text.length() && text.charAt(digit) == ' ') {
      digit++;
    }
    return digit < text.length() && Character.isDigit(text.charAt(digit));
  }

  /** The next line is the one that the marker says. */
  private void marker() {
    int end = lineEnd();
    String marker = text.substring(at + 1, end).strip();
    long number = 0;
    int digits = 0;
    while (digits < marker.length() && digits < 9 && Character.isDigit(marker.charAt(digits))) {
      number = number * 10 + marker.charAt(digits++) - '0';
    }
    int open = marker.indexOf('"');
    int close = marker.lastIndexOf('"');
    file = open >= 0 && close > open ? marker.substring(open + 1, close) : file;
    line = (int) number - 1;
    at = end;
  }

  private int endOfString() {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\n') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), end + 1);
  }

  private int lineEnd() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }
}

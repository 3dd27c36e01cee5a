package cloister.cc.gas;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into statements: at line ends and semicolons, without comments. */
final class Statements {
  private final String text;
  private final List<Statement> statements = new ArrayList<>();
  private final StringBuilder current = new StringBuilder();
  private String file;
  private int line;
  private int at;

  private Statements(String file, int line, String text) {
    this.file = file;
    this.line = line;
    this.text = text;
  }

  /**
   * A statement, and where it begins.
   *
   * @param line from 1
   */
  record Statement(String text, String file, int line) {}

  static List<Statement> of(String file, String text) {
    return of(file, 1, text);
  }

  /** The statements of a text that begins on a line. */
  static List<Statement> of(String file, int line, String text) {
    return new Statements(file, line, text).cut();
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
      } else if (c == '#' && current.isEmpty() && isMarker()) {
        marker();
      } else if (c == '#' || text.startsWith("//", at)) {
        at = lineEnd();
      } else if (c == '\n' || c == ';') {
        add();
        line += c == '\n' ? 1 : 0;
        at++;
      } else {
        current.append(c);
        at++;
      }
    }
    add();
    return statements;
  }

  private void take(int end) {
    current.append(text, at, end);
    at = end;
  }

  private void comment() {
    int end = text.indexOf("*/", at + 2);
    end = end < 0 ? text.length() : end + 2;
    for (int i = at; i < end; i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    current.append(' ');
    at = end;
  }

  private void add() {
    String statement = current.toString().strip();
    if (!statement.isEmpty()) {
      statements.add(new Statement(statement, file, line));
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

package cloister.cc.gas;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into statements: at line ends and semicolons, without comments. */
final class Statements {
  private Statements() {}

  /** A statement and the line that it begins on, from 1. */
  record Statement(String text, int line) {}

  static List<Statement> of(String text) {
    List<Statement> statements = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    int line = 1;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        int end = endOfString(text, at);
        current.append(text, at, end);
        at = end;
      } else if (c == '\'' && at + 1 < text.length() && text.charAt(at + 1) != '\n') {
        int end = Math.min(text.length(), at + (text.charAt(at + 1) == '\\' ? 3 : 2));
        current.append(text, at, end);
        at = end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        end = end < 0 ? text.length() : end + 2;
        line += linesIn(text, at, end);
        current.append(' ');
        at = end;
      } else if (c == '#' || text.startsWith("//", at)) {
        at = lineEnd(text, at);
      } else if (c == '\n' || c == ';') {
        add(statements, current, line);
        line += c == '\n' ? 1 : 0;
        at++;
      } else {
        current.append(c);
        at++;
      }
    }
    add(statements, current, line);
    return statements;
  }

  private static void add(List<Statement> statements, StringBuilder current, int line) {
    String text = current.toString().strip();
    if (!text.isEmpty()) {
      statements.add(new Statement(text, line));
    }
    current.setLength(0);
  }

  private static int endOfString(String text, int start) {
    int at = start + 1;
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), at + 1);
  }

  private static int lineEnd(String text, int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private static int linesIn(String text, int from, int to) {
    int lines = 0;
    for (int i = from; i < to; i++) {
      lines += text.charAt(i) == '\n' ? 1 : 0;
    }
    return lines;
  }
}

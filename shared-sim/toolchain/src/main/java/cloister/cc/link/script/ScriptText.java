package cloister.cc.link.script;

import cloister.asm.report.Span;

/**
 * Reads a script from left to right. What a word is depends on where it stands: names of files and
 * sections may have stars, dashes and slashes in them, which are operators in expressions.
 */
final class ScriptText {
  private final String file;
  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;

  ScriptText(String file, String text) throws ScriptError {
    this.file = file;
    this.text = text;
    skipSpace();
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** The character here, or 0 at the end. */
  char peek() {
    return peek(0);
  }

  char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
  }

  /** Where the next word stands. */
  Span here() {
    int end = at;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    int length = Math.max(1, end - at);
    return new Span(file, line, at - lineStart + 1, length);
  }

  /** The word or sign here, to be shown. */
  String found() {
    if (atEnd()) {
      return "";
    }
    return text.substring(at, Math.min(text.length(), at + here().length()));
  }

  ScriptError expected(String what) {
    return atEnd()
        ? ScriptError.unfinished(here(), what)
        : ScriptError.expected(here(), what, found());
  }

  /** Takes a sign when it is next. */
  boolean take(String sign) throws ScriptError {
    if (!text.startsWith(sign, at)) {
      return false;
    }
    at += sign.length();
    skipSpace();
    return true;
  }

  void expect(String sign) throws ScriptError {
    if (!take(sign)) {
      throw expected(sign);
    }
  }

  /** True when this word is next and ends there. */
  boolean isWord(String word) {
    return text.startsWith(word, at) && !isNamePart(peek(word.length()));
  }

  boolean takeWord(String word) throws ScriptError {
    if (!isWord(word)) {
      return false;
    }
    return take(word);
  }

  boolean atName() {
    return isNameStart(peek()) || peek() == '"';
  }

  /** A symbol or keyword of an expression, which may be quoted. */
  String name() throws ScriptError {
    if (peek() == '"') {
      return quoted();
    }
    if (!isNameStart(peek())) {
      throw expected("name");
    }
    int start = at;
    while (!atEnd() && isNamePart(peek())) {
      at++;
    }
    String name = text.substring(start, at);
    skipSpace();
    return name;
  }

  /** The letters and digits of a number. */
  String numeral() throws ScriptError {
    int start = at;
    while (!atEnd() && (Character.isLetterOrDigit(peek()) || peek() == '$')) {
      at++;
    }
    String numeral = text.substring(start, at);
    skipSpace();
    return numeral;
  }

  boolean atPattern() {
    return isPatternPart(peek()) || peek() == '"';
  }

  /** A name of files or sections, with stars and question marks, which may be quoted. */
  String pattern() throws ScriptError {
    if (peek() == '"') {
      return quoted();
    }
    int start = at;
    while (!atEnd() && isPatternPart(peek()) && !text.startsWith("/*", at)) {
      at++;
    }
    if (at == start) {
      throw expected("name");
    }
    String pattern = text.substring(start, at);
    skipSpace();
    return pattern;
  }

  /** A text in quotes. */
  String quoted() throws ScriptError {
    Span start = here();
    if (peek() != '"') {
      throw expected("\"");
    }
    int end = text.indexOf('"', at + 1);
    if (end < 0) {
      throw ScriptError.open(start);
    }
    String inside = text.substring(at + 1, end);
    countLines(at, end);
    at = end + 1;
    skipSpace();
    return inside;
  }

  /** The word here without taking it. */
  String ahead() {
    int end = at;
    while (end < text.length() && isPatternPart(text.charAt(end))) {
      end++;
    }
    return text.substring(at, end);
  }

  /** The first sign behind the pattern here. */
  String signBehindName() {
    int end = at;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return text.substring(end, Math.min(text.length(), end + 3));
  }

  private void skipSpace() throws ScriptError {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
        at++;
        lineStart = at;
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f') {
        at++;
      } else if (c == '#') {
        // A line that the preprocessor left.
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        Span start = here();
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          throw ScriptError.open(start);
        }
        countLines(at, end);
        at = end + 2;
      } else {
        return;
      }
    }
  }

  private void countLines(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
  }

  private static boolean isNameStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '.' || c == '$';
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || c >= '0' && c <= '9';
  }

  private static boolean isPatternPart(char c) {
    return isNamePart(c) || c != 0 && "*?[]-^/\\~+@!".indexOf(c) >= 0;
  }
}

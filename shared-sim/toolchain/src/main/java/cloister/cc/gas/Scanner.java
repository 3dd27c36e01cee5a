package cloister.cc.gas;

import cloister.bits.Bytes;
import cloister.codec.Utf8;

/** Reads one statement from left to right. */
final class Scanner {
  private final String text;
  private int at;

  Scanner(String text) {
    this(text, 0);
  }

  /** Reads from a place in the text on. */
  Scanner(String text, int from) {
    this.text = text;
    at = from;
    skipSpace();
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** The character here, or 0 at the end. */
  char peek() {
    return atEnd() ? 0 : text.charAt(at);
  }

  char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
  }

  String rest() {
    return text.substring(Math.min(at, text.length()));
  }

  int position() {
    return at;
  }

  void back(int position) {
    at = position;
  }

  /** Takes a symbol when it is next. */
  boolean take(String symbol) {
    if (!text.startsWith(symbol, at)) {
      return false;
    }
    at += symbol.length();
    skipSpace();
    return true;
  }

  void expect(String symbol) throws GasError {
    if (!take(symbol)) {
      throw GasComplaint.expected(symbol, rest());
    }
  }

  /** Leaves out what follows. */
  void skip() {
    at = text.length();
  }

  /** The text of a number up to a comma or space. */
  String numeral() {
    int start = at;
    while (!atEnd() && peek() != ',' && peek() != ' ' && peek() != '\t') {
      at++;
    }
    String numeral = text.substring(start, at);
    skipSpace();
    return numeral;
  }

  void expectEnd() throws GasError {
    if (!atEnd()) {
      throw GasComplaint.expected("end of line", rest());
    }
  }

  boolean atWord() {
    return isWordStart(peek());
  }

  /** A name: letters, digits, {@code _ . $}. */
  String word() throws GasError {
    if (!atWord()) {
      throw GasComplaint.expected("name", rest());
    }
    int start = at;
    while (!atEnd() && isWordPart(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    skipSpace();
    return word;
  }

  /** Letters and digits from here, whatever they are. */
  String alphanumeric() {
    int start = at;
    while (!atEnd() && (isWordPart(text.charAt(at)) && text.charAt(at) != '$')) {
      at++;
    }
    String word = text.substring(start, at);
    skipSpace();
    return word;
  }

  /** A string in quotes, as bytes. */
  byte[] string() throws GasError {
    if (peek() != '"') {
      throw GasComplaint.expected("\"", rest());
    }
    at++;
    Bytes bytes = new Bytes();
    while (peek() != '"') {
      if (atEnd()) {
        throw GasComplaint.openString();
      }
      if (peek() == '\\') {
        at++;
        bytes.add(escape());
      } else {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\\') {
          end++;
        }
        byte[] plain = Utf8.encode(text.substring(at, end));
        bytes.add(plain, 0, plain.length);
        at = end;
      }
    }
    at++;
    skipSpace();
    return bytes.toArray();
  }

  /** A character behind an apostrophe. */
  int character() throws GasError {
    at++;
    if (atEnd()) {
      throw GasComplaint.expected("character", "");
    }
    int value;
    if (peek() == '\\') {
      at++;
      value = escape();
    } else {
      value = text.charAt(at++);
    }
    if (peek() == '\'') {
      at++;
    }
    skipSpace();
    return value;
  }

  private int escape() {
    char letter = peek();
    at++;
    if (letter >= '0' && letter <= '7') {
      int value = letter - '0';
      for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7'; i++) {
        value = value * 8 + peek() - '0';
        at++;
      }
      return value;
    }
    if (letter == 'x') {
      int value = 0;
      while (Character.digit(peek(), 16) >= 0) {
        value = value * 16 + Character.digit(peek(), 16);
        at++;
      }
      return value;
    }
    return switch (letter) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> letter;
    };
  }

  private void skipSpace() {
    while (!atEnd() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private static boolean isWordStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '.' || c >= 0x80;
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || c >= '0' && c <= '9' || c == '$';
  }
}

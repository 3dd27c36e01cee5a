package cloister.asm.lex;

import cloister.bits.Hex;

/**
 * Quoted strings as bytes, one a character. Single and double quotes take everything literally,
 * backquotes know C's escapes.
 */
final class Quoted {
  private static final String ESCAPES = "abefnrtv0'\"`\\?";
  private static final String MEANINGS = "\u0007\b\u001b\f\n\r\t\u000b\0'\"`\\?";

  private final String text;
  private final StringBuilder bytes = new StringBuilder();
  private int at;

  private Quoted(String text) {
    this.text = text;
  }

  /** The bytes of the text between two quotes. */
  static String literal(String inner) {
    return utf8(inner);
  }

  /** The bytes of the text between two backquotes. */
  static String unescape(String inner) {
    return new Quoted(inner).unescape();
  }

  /** A spelling that means these bytes. */
  static String quote(String bytes) {
    StringBuilder text = new StringBuilder("`");
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      if (c == '`' || c == '\\') {
        text.append('\\').append(c);
      } else if (c >= ' ' && c < 127) {
        text.append(c);
      } else {
        text.append("\\x").append(Hex.hex8(c));
      }
    }
    return text.append('`').toString();
  }

  private String unescape() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        escape(text.charAt(at++));
      } else {
        at--;
        literalRun();
      }
    }
    return bytes.toString();
  }

  private void literalRun() {
    int start = at++;
    while (at < text.length() && text.charAt(at) != '\\') {
      at++;
    }
    bytes.append(utf8(text.substring(start, at)));
  }

  private void escape(char c) {
    switch (c) {
      case 'x' -> bytes.append((char) (number(16, 2, c) & 0xff));
      case 'u' -> append(bytes, number(16, 4, c));
      case 'U' -> append(bytes, number(16, 8, c));
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        bytes.append((char) (number(8, 3, c) & 0xff));
      }
      default -> {
        int index = ESCAPES.indexOf(c);
        bytes.append(index < 0 ? utf8(String.valueOf(c)) : MEANINGS.substring(index, index + 1));
      }
    }
  }

  private int number(int radix, int mostDigits, char ifNone) {
    int value = 0;
    int start = at;
    while (at < text.length() && at - start < mostDigits) {
      int digit = Hex.digit(text.charAt(at));
      if (digit < 0 || digit >= radix) {
        break;
      }
      value = value * radix + digit;
      at++;
    }
    return at == start ? ifNone : value;
  }

  private static String utf8(String text) {
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      append(bytes, c);
    }
    return bytes.toString();
  }

  /** Appends a character as UTF-8; what is no character is left out. */
  private static void append(StringBuilder bytes, int c) {
    if (!Character.isValidCodePoint(c)) {
      return;
    }
    if (c < 0x80) {
      bytes.append((char) c);
      return;
    }
    int continuations = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    int lead = continuations == 1 ? 0xC0 : continuations == 2 ? 0xE0 : 0xF0;
    bytes.append((char) (lead | c >> 6 * continuations));
    for (int i = continuations - 1; i >= 0; i--) {
      bytes.append((char) (0x80 | c >> 6 * i & 0x3F));
    }
  }
}

package cloister.cc.lex;

import cloister.asm.report.Span;
import cloister.bits.Hex;
import cloister.cc.report.Diagnostics;
import cloister.message.Message;
import java.util.Arrays;

/** Reads what stands between the quotes of a literal into code units of its encoding. */
final class CodeUnits {
  private static final int MOST_OCTAL_DIGITS = 3;
  private static final int ESCAPE = 0x1B;

  private final Encoding encoding;
  private final Diagnostics diagnostics;

  private int[] units = new int[16];
  private int count;
  private String text = "";
  private Span span;
  private int at;

  CodeUnits(Encoding encoding, Diagnostics diagnostics) {
    this.encoding = encoding;
    this.diagnostics = diagnostics;
  }

  /** Appends a literal with prefix and quotes. */
  void append(String literal, Span where) {
    text = literal;
    span = where;
    int close = literal.length() - 1;
    at = literal.indexOf(literal.charAt(close)) + 1;
    while (at < close) {
      if (text.charAt(at) == '\\') {
        escape(close);
      } else {
        int codePoint = text.codePointAt(at);
        at += Character.charCount(codePoint);
        if (IdentifierCharacters.isByte(codePoint)) {
          raw(codePoint & 0xFF);
        } else {
          character(codePoint);
        }
      }
    }
  }

  /** A byte that is part of no character; only strings of bytes can keep it. */
  private void raw(int value) {
    if (encoding == Encoding.PLAIN || encoding == Encoding.UTF8) {
      unit(value);
    } else {
      error(at - 1, LexComplaint.notUtf8());
    }
  }

  int[] units() {
    return Arrays.copyOf(units, count);
  }

  int count() {
    return count;
  }

  private void escape(int close) {
    int start = at++;
    char c = text.charAt(at++);
    switch (c) {
      case 'n' -> unit('\n');
      case 't' -> unit('\t');
      case 'r' -> unit('\r');
      case 'a' -> unit('\u0007');
      case 'b' -> unit('\b');
      case 'f' -> unit('\f');
      case 'v' -> unit('\u000B');
      case 'e', 'E' -> unit(ESCAPE);
      case '\\', '\'', '"', '?' -> unit(c);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
      case 'x' -> hexadecimal(start, close);
      case 'u' -> universal(start, 4, close);
      case 'U' -> universal(start, 8, close);
      default -> unknown(start, close);
    }
  }

  private void octal() {
    int first = at - 1;
    int value = text.charAt(first) - '0';
    while (at - first < MOST_OCTAL_DIGITS && text.charAt(at) >= '0' && text.charAt(at) <= '7') {
      value = 8 * value + text.charAt(at++) - '0';
    }
    number(value, (value & ~encoding.unitMask()) != 0, first - 1);
  }

  private void hexadecimal(int start, int close) {
    int value = 0;
    boolean large = false;
    int first = at;
    while (at < close && Hex.digit(text.charAt(at)) >= 0) {
      large |= value >>> 28 != 0;
      value = value << 4 | Hex.digit(text.charAt(at++));
    }
    if (at == first) {
      error(start, LexComplaint.escapeWithoutDigits(text.substring(start, at)));
    }
    number(value, large || (value & ~encoding.unitMask()) != 0, start);
  }

  private void number(int value, boolean large, int start) {
    if (large) {
      diagnostics.warn(place(start), LexComplaint.escapeTooLarge(8 * encoding.bytes()));
    }
    unit(value & encoding.unitMask());
  }

  /** A universal character name (6.4.3). */
  private void universal(int start, int digits, int close) {
    int value = 0;
    int last = Math.min(close, at + digits);
    while (at < last && Hex.digit(text.charAt(at)) >= 0) {
      value = value << 4 | Hex.digit(text.charAt(at++));
    }
    String name = text.substring(start, at);
    if (name.length() < 2 + digits) {
      error(start, LexComplaint.escapeWithoutDigits(name));
    } else if (value < 0 || value > 0x10FFFF || value >= 0xD800 && value < 0xE000) {
      error(start, LexComplaint.notACharacter(name));
    } else {
      character(value);
    }
  }

  private void unknown(int start, int close) {
    at = Math.min(close, start + 1 + Character.charCount(text.codePointAt(start + 1)));
    String escape = text.substring(start, at);
    diagnostics.warn(place(start), LexComplaint.unknownEscape(escape));
    character(escape.codePointAt(1));
  }

  private void error(int start, Message message) {
    diagnostics.error(place(start), message);
  }

  /** The rest of the literal from an index; the whole where its line was spliced. */
  private Span place(int start) {
    boolean whole = span.length() != text.length();
    return whole
        ? span
        : new Span(span.file(), span.line(), span.column() + start, Math.max(1, at - start));
  }

  private void character(int codePoint) {
    switch (encoding) {
      case PLAIN, UTF8 -> utf8(codePoint);
      case UTF16 -> utf16(codePoint);
      case UTF32, WIDE -> unit(codePoint);
    }
  }

  private void utf8(int codePoint) {
    if (codePoint < 0x80) {
      unit(codePoint);
    } else if (codePoint < 0x800) {
      unit(0xC0 | codePoint >> 6);
      unit(0x80 | codePoint & 0x3F);
    } else if (codePoint < 0x10000) {
      unit(0xE0 | codePoint >> 12);
      unit(0x80 | codePoint >> 6 & 0x3F);
      unit(0x80 | codePoint & 0x3F);
    } else {
      unit(0xF0 | codePoint >> 18);
      unit(0x80 | codePoint >> 12 & 0x3F);
      unit(0x80 | codePoint >> 6 & 0x3F);
      unit(0x80 | codePoint & 0x3F);
    }
  }

  private void utf16(int codePoint) {
    if (codePoint < 0x10000) {
      unit(codePoint);
    } else {
      unit(0xD7C0 + (codePoint >> 10));
      unit(0xDC00 | codePoint & 0x3FF);
    }
  }

  private void unit(int value) {
    if (count == units.length) {
      units = Arrays.copyOf(units, 2 * count);
    }
    units[count++] = value;
  }
}

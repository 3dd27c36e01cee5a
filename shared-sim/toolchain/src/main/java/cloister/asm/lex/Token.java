package cloister.asm.lex;

import cloister.asm.report.Span;

/**
 * A word of the source.
 *
 * @param text as written; for a {@link Kind#MACRO} token without braces, so {@code %{1}} is {@code
 *     %1}
 * @param value of a {@link Kind#NUMBER}
 * @param bytes of a {@link Kind#STRING}, one byte a character
 * @param spaced true when white space stands before it
 */
public record Token(Kind kind, String text, long value, String bytes, Span span, boolean spaced) {

  /** The kinds of words. */
  public enum Kind {
    NAME,
    NUMBER,
    /** A number with a point or an exponent, or packed decimals. */
    FLOAT,
    STRING,
    /** A string without its second quote, which another macro may bring. */
    OPEN_STRING,
    /** Punctuation and operators. */
    SYMBOL,
    /** What starts with a per cent sign: a directive, a parameter, a local name. */
    MACRO,
    /** What begins as a number and is none, but may be a part of one, as in {@code 0x%1}. */
    MALFORMED,
    /** A character that means nothing. */
    BROKEN
  }

  public static Token name(String text, Span span, boolean spaced) {
    return new Token(Kind.NAME, text, 0, "", span, spaced);
  }

  public static Token symbol(String text, Span span, boolean spaced) {
    return new Token(Kind.SYMBOL, text, 0, "", span, spaced);
  }

  public static Token macro(String text, Span span) {
    return new Token(Kind.MACRO, text, 0, "", span, false);
  }

  public static Token number(long value, Span span, boolean spaced) {
    return new Token(Kind.NUMBER, Long.toString(value), value, "", span, spaced);
  }

  public static Token string(String bytes, Span span, boolean spaced) {
    return new Token(Kind.STRING, Quoted.quote(bytes), 0, bytes, span, spaced);
  }

  public boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  public boolean isMacro(String word) {
    return kind == Kind.MACRO && text.equalsIgnoreCase(word);
  }

  public boolean isName() {
    return kind == Kind.NAME;
  }

  /** True for a name, a number, and what looks like one. */
  public boolean isWord() {
    return switch (kind) {
      case NAME, NUMBER, FLOAT, MALFORMED -> true;
      case STRING, OPEN_STRING, SYMBOL, MACRO, BROKEN -> false;
    };
  }

  public Token at(Span place, boolean spaceBefore) {
    return new Token(kind, text, value, bytes, place, spaceBefore);
  }
}

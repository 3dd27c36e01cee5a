package cloister.cc.lex;

import cloister.asm.report.Span;

/**
 * A preprocessing token (C11 6.4). Keywords are identifiers until the parser looks at them.
 *
 * @param text as written, without line splices; empty at the end of the file
 * @param spaceBefore true when white space or a line's start precedes it
 * @param firstOfLine true for the first token of a line
 */
public record Token(Kind kind, String text, Span span, boolean spaceBefore, boolean firstOfLine) {

  /** The classes of tokens. */
  public enum Kind {
    IDENTIFIER,
    /** A preprocessing number: integer and floating constants are among them (6.4.8). */
    NUMBER,
    /** A character constant with its prefix and quotes. */
    CHARACTER,
    /** A string literal with its prefix and quotes. */
    STRING,
    PUNCTUATOR,
    /** A character that begins no other token. */
    OTHER,
    END
  }

  public boolean is(String word) {
    return text.equals(word) && (kind == Kind.PUNCTUATOR || kind == Kind.IDENTIFIER);
  }

  /** The spelling; of a digraph, what it stands for (6.4.6, 3). */
  public String meaning() {
    return Punctuators.meaning(text);
  }

  /** True when white space must stand before another token for both to be read as they are. */
  public boolean joins(Token next) {
    char first = next.text.isEmpty() ? ' ' : next.text.charAt(0);
    boolean word = next.kind == Kind.IDENTIFIER || next.kind == Kind.NUMBER;
    return switch (kind) {
      case IDENTIFIER -> word || next.kind == Kind.STRING || next.kind == Kind.CHARACTER;
      case NUMBER -> word || first == '.' || isExponent() && (first == '+' || first == '-');
      case PUNCTUATOR -> Punctuators.joins(text, first);
      case OTHER -> true;
      case CHARACTER, STRING, END -> false;
    };
  }

  /** True when a sign behind the number would belong to it. */
  private boolean isExponent() {
    return "eEpP".indexOf(text.charAt(text.length() - 1)) >= 0;
  }

  public boolean isEnd() {
    return kind == Kind.END;
  }
}

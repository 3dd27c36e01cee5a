package cloister.asm.parse;

import cloister.asm.lex.Token;
import cloister.asm.report.Span;
import cloister.bits.Ascii;
import java.util.List;

/** The tokens of one statement, read from left to right. */
public final class Words {
  private final List<Token> tokens;
  private final Span end;
  private int at;

  /**
   * @param tokens the statement
   * @param where the place to name when there are no tokens
   */
  public Words(List<Token> tokens, Span where) {
    this.tokens = tokens;
    if (tokens.isEmpty()) {
      end = where;
    } else {
      Span last = tokens.getLast().span();
      end = new Span(last.file(), last.line(), last.column() + last.length(), 1);
    }
  }

  public boolean atEnd() {
    return at >= tokens.size();
  }

  public int remaining() {
    return tokens.size() - at;
  }

  /** The next token, which must exist. */
  public Token peek() {
    return tokens.get(at);
  }

  /** The token at a distance, which must exist. */
  public Token peek(int distance) {
    return tokens.get(at + distance);
  }

  public boolean ahead(int distance, String symbol) {
    return at + distance < tokens.size() && tokens.get(at + distance).is(symbol);
  }

  public Token next() {
    return tokens.get(at++);
  }

  public boolean take(String symbol) {
    boolean taken = !atEnd() && peek().is(symbol);
    at += taken ? 1 : 0;
    return taken;
  }

  /** Takes a name, in whatever case. */
  public boolean takeName(String word) {
    boolean taken = !atEnd() && lowerName().equals(word);
    at += taken ? 1 : 0;
    return taken;
  }

  /** The next name in lower case, or the empty text. */
  public String lowerName() {
    return atEnd() || !peek().isName() ? "" : lower(peek().text());
  }

  /** Where the next token is, or where the statement ends. */
  public Span span() {
    return atEnd() ? end : peek().span();
  }

  /** The span of the token before. */
  public Span before() {
    return at == 0 ? span() : tokens.get(at - 1).span();
  }

  public String text() {
    return atEnd() ? "" : peek().text();
  }

  /** Words with spaces between them. */
  public static String joined(List<String> words) {
    return String.join(" ", words);
  }

  public static String lower(String text) {
    return Ascii.lower(text);
  }
}

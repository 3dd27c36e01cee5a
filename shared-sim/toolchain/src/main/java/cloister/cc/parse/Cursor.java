package cloister.cc.parse;

import cloister.cc.lex.Token;
import java.util.List;

/** The tokens of a source, and how far the parser has come. */
final class Cursor {
  private final List<Token> tokens;
  private int at;
  private int margin = 1;

  Cursor(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  /** The token before the next one; the next one itself at the very beginning. */
  Token previous() {
    return tokens.get(Math.max(at - 1, 0));
  }

  /** Goes on by one token; the end of the file is never passed. */
  Token take() {
    Token token = peek();
    if (!token.isEnd()) {
      at++;
      margin = token.firstOfLine() ? token.span().column() : margin;
    }
    return token;
  }

  /** The column in which the line of the token before the next one begins. */
  int margin() {
    return margin;
  }

  boolean at(String word) {
    return peek().is(word);
  }

  boolean atEnd() {
    return peek().isEnd();
  }

  boolean accept(String word) {
    if (!at(word)) {
      return false;
    }
    take();
    return true;
  }

  /** How many tokens have been passed. */
  int index() {
    return at;
  }

  /** Gives up: nothing is left to be read. */
  void stop() {
    at = tokens.size() - 1;
  }

  /** How far ahead the token after a balanced pair of brackets is. */
  int past(int ahead) {
    int depth = 0;
    int next = ahead;
    while (!peek(next).isEnd()) {
      depth += Brackets.step(peek(next));
      next++;
      if (depth <= 0) {
        return next;
      }
    }
    return next;
  }
}

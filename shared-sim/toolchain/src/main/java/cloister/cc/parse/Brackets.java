package cloister.cc.parse;

import cloister.cc.lex.Token;

/** What opens and what closes. */
final class Brackets {
  private Brackets() {}

  static boolean opens(Token token) {
    return token.is("(") || token.is("[") || token.is("{");
  }

  static boolean closes(Token token) {
    return token.is(")") || token.is("]") || token.is("}");
  }

  /** One more level after an opening bracket, one less after a closing one. */
  static int step(Token token) {
    return opens(token) ? 1 : closes(token) ? -1 : 0;
  }
}

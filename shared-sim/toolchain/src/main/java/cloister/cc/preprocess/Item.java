package cloister.cc.preprocess;

import cloister.asm.report.Span;
import cloister.cc.lex.Token;

/** A token on its way through the expansion, and what may not expand it. */
record Item(Token token, HideSet hidden) {

  static Item of(Token token) {
    return new Item(token, HideSet.NONE);
  }

  Item spaced(boolean space) {
    return space == token.spaceBefore() ? this : new Item(spaced(token, space), hidden);
  }

  Item within(HideSet macros) {
    return hidden == HideSet.ALL ? this : new Item(token, macros);
  }

  static Token spaced(Token token, boolean space) {
    return new Token(token.kind(), token.text(), token.span(), space, token.firstOfLine());
  }

  /** A token in another place; only those of the file begin lines. */
  static Token at(Token token, Span span, boolean space) {
    return new Token(token.kind(), token.text(), span, space, false);
  }
}

package cloister.cc.parse;

import cloister.cc.lex.Token;
import cloister.cc.report.Diagnostics;
import cloister.cc.syntax.Declaration;
import cloister.cc.syntax.Source;
import java.util.ArrayList;
import java.util.List;

/** Reads a translation unit (C11 6.9) by recursive descent. */
public final class Parser {
  private final Grammar grammar;

  /**
   * @param tokens preprocessed, with one of kind END as the last
   */
  public Parser(List<Token> tokens, Diagnostics diagnostics, Limits limits) {
    this.grammar = new Grammar(tokens, diagnostics, limits);
  }

  /** The whole source; where something was wrong, what could be made out of it. */
  public Source source() {
    List<Declaration> declarations = new ArrayList<>();
    while (!grammar.cursor.atEnd()) {
      int before = grammar.cursor.index();
      grammar.externals.external(declarations);
      if (grammar.cursor.index() == before) {
        grammar.cursor.take();
      }
    }
    return new Source(List.copyOf(declarations));
  }
}

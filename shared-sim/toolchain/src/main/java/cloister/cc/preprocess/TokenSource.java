package cloister.cc.preprocess;

import cloister.cc.lex.Token;

/** Where an expansion gets its tokens. */
interface TokenSource {
  /**
   * @param inArguments between the parentheses of a macro, which cannot leave their file
   */
  Token next(boolean inArguments);

  /** True when a parenthesis comes next. */
  boolean opensParenthesis();
}

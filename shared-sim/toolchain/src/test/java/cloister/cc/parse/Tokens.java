package cloister.cc.parse;

import cloister.cc.lex.Token;
import cloister.cc.preprocess.Options;
import cloister.cc.preprocess.Preprocessor;
import cloister.cc.report.Diagnostics;
import java.util.List;
import java.util.Optional;

/** Preprocessed texts that include nothing. */
final class Tokens {
  private Tokens() {}

  static List<Token> of(String text) {
    return of(text, new Diagnostics());
  }

  static List<Token> of(String text, Diagnostics diagnostics) {
    return new Preprocessor(Options.none(), name -> Optional.of(text), diagnostics)
        .preprocess("a.c");
  }
}

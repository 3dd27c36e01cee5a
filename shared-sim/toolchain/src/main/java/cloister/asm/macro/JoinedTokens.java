package cloister.asm.macro;

import cloister.asm.lex.Token;
import cloister.asm.report.Problems;
import java.util.ArrayList;
import java.util.List;

/**
 * Tokens put after each other. What a parameter or a macro stands for grows together with what it
 * touches, as text would: {@code 0x%1} with the argument {@code 1A} is one number.
 */
final class JoinedTokens {
  private final Problems problems;
  private final List<Token> tokens = new ArrayList<>();
  private boolean substituted;

  JoinedTokens(Problems problems) {
    this.problems = problems;
  }

  List<Token> tokens() {
    return tokens;
  }

  /** A token as it stands in the source. */
  void write(Token token) {
    substituted = append(token, substituted);
  }

  /** What stands for a token. */
  void substitute(Token token, List<Token> value) {
    boolean beside = true;
    for (int i = 0; i < value.size(); i++) {
      Token part = value.get(i);
      beside = append(i == 0 ? part.at(part.span(), token.spaced()) : part, beside);
    }
    substituted = true;
  }

  /** A sign between two tokens that are to become one later. */
  void pasteLater(Token place) {
    tokens.add(Token.macro("%+", place.span()));
    substituted = false;
  }

  /** True when the token became a part of the last one. */
  private boolean append(Token token, boolean beside) {
    boolean touches = beside && !token.spaced() && !tokens.isEmpty();
    if (touches && TokenText.joins(tokens.getLast(), token)) {
      TokenText.join(tokens.removeLast(), token, tokens, problems);
      return true;
    }
    tokens.add(token);
    return false;
  }
}

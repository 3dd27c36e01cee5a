package cloister.cc.preprocess;

import cloister.cc.lex.Token;
import java.util.List;

/** A piece of a macro's replacement list. A {@code pasted} one has {@code ##} before it. */
sealed interface Part {
  boolean pasted();

  /** The one that stands in the list, the first of several. */
  Token token();

  record Text(Token token, boolean pasted) implements Part {}

  /**
   * A parameter.
   *
   * @param operand of {@code ##}: its argument is not expanded (C11 6.10.3.1)
   * @param mayFollowComma the variable arguments behind {@code ##}: when that leaves a comma before
   *     them, it is GNU's {@code , ## arguments}
   */
  record Parameter(int index, Token token, boolean pasted, boolean operand, boolean mayFollowComma)
      implements Part {}

  /** {@code #} and a parameter (6.10.3.2). */
  record Stringized(int index, Token token, boolean pasted) implements Part {}

  /**
   * {@code __VA_OPT__(…)}: there when the variable arguments are (C23 6.10.5.1).
   *
   * @param stringized with {@code #} before it
   */
  record WhenVariable(List<Part> parts, Token token, boolean pasted, boolean stringized)
      implements Part {}
}

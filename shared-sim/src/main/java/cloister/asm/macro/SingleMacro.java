package cloister.asm.macro;

import cloister.asm.lex.Token;
import java.util.List;

/**
 * What {@code %define} made.
 *
 * @param parameters names; empty for a macro without parentheses
 * @param takesParentheses true when it is called with parentheses, even empty ones
 */
record SingleMacro(
    String name, List<String> parameters, boolean takesParentheses, List<Token> body) {

  boolean sameCall(SingleMacro other) {
    return takesParentheses == other.takesParentheses
        && parameters.size() == other.parameters.size();
  }
}

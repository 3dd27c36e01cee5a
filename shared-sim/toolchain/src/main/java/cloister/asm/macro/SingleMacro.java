package cloister.asm.macro;

import cloister.asm.lex.Token;
import java.util.List;

/**
 * What {@code %define} made.
 *
 * @param parameters empty for a macro without parentheses
 * @param takesParentheses true when it is called with parentheses, even empty ones
 */
record SingleMacro(
    String name, List<Parameter> parameters, boolean takesParentheses, List<Token> body) {

  SingleMacro named(String other) {
    return new SingleMacro(other, parameters, takesParentheses, body);
  }

  /** The index of the parameter of a name, or -1. */
  int indexOf(String parameter) {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).name().equals(parameter)) {
        return i;
      }
    }
    return -1;
  }

  boolean isGreedy() {
    return !parameters.isEmpty() && parameters.getLast().greedy();
  }

  boolean sameCall(SingleMacro other) {
    return takesParentheses == other.takesParentheses
        && parameters.size() == other.parameters.size();
  }
}

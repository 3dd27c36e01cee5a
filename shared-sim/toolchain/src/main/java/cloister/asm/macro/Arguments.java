package cloister.asm.macro;

import cloister.asm.lex.Token;
import cloister.asm.report.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of a macro call.
 *
 * @param end index of the token after them
 */
record Arguments(List<List<Token>> values, int end) {

  boolean fit(SingleMacro macro) {
    boolean none = values.size() == 1 && values.getFirst().isEmpty();
    return macro.parameters().size() == values.size()
        || macro.parameters().isEmpty() && none
        || macro.isGreedy() && values.size() > macro.parameters().size();
  }

  /** One value for each parameter; a greedy one takes what is left, with its commas. */
  List<List<Token>> valuesFor(SingleMacro macro, Span place) {
    int count = macro.parameters().size();
    if (values.size() <= count || count == 0) {
      return values;
    }
    List<List<Token>> all = new ArrayList<>(values.subList(0, count));
    List<Token> rest = new ArrayList<>(all.removeLast());
    for (int i = count; i < values.size(); i++) {
      rest.add(Token.symbol(",", place, false));
      rest.addAll(values.get(i));
    }
    all.add(rest);
    return all;
  }

  /** Arguments between parentheses, the opening one at an index; nothing when they do not close. */
  static Optional<Arguments> inParentheses(List<Token> tokens, int open) {
    List<List<Token>> values = new ArrayList<>();
    int depth = 0;
    int start = open + 1;
    for (int i = open; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      depth += token.is("(") || token.is("{") ? 1 : token.is(")") || token.is("}") ? -1 : 0;
      if (depth == 0 || depth == 1 && token.is(",")) {
        values.add(unbraced(tokens.subList(start, i)));
        start = i + 1;
      }
      if (depth == 0) {
        return Optional.of(new Arguments(values, i + 1));
      }
    }
    return Optional.empty();
  }

  /** Arguments up to the end of the line; from the most on, all is one argument when greedy. */
  static List<List<Token>> ofLine(List<Token> tokens, int greedyAt) {
    List<List<Token>> values = new ArrayList<>();
    if (tokens.isEmpty()) {
      return values;
    }
    int depth = 0;
    int start = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
      if (depth <= 0 && token.is(",") && values.size() + 1 < greedyAt) {
        values.add(unbraced(tokens.subList(start, i)));
        start = i + 1;
      }
    }
    values.add(unbraced(tokens.subList(start, tokens.size())));
    return values;
  }

  private static List<Token> unbraced(List<Token> tokens) {
    boolean braced = tokens.size() >= 2 && tokens.getFirst().is("{") && tokens.getLast().is("}");
    return List.copyOf(braced ? tokens.subList(1, tokens.size() - 1) : tokens);
  }
}

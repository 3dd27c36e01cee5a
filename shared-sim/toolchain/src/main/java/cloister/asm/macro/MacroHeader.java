package cloister.asm.macro;

import cloister.asm.lex.Token;
import java.util.List;
import java.util.Optional;

/**
 * The line that begins a multi-line macro: {@code name 1-2+ default}.
 *
 * @param caseMatters false after {@code %imacro}
 */
record MacroHeader(
    String name,
    int least,
    int most,
    boolean greedy,
    List<List<Token>> defaults,
    boolean caseMatters) {

  /** Reads what follows {@code %macro}. */
  static Optional<MacroHeader> parse(List<Token> tokens, boolean caseMatters) {
    if (tokens.size() < 2 || !tokens.getFirst().isName()) {
      return Optional.empty();
    }
    int end = 2;
    while (end < tokens.size() && !tokens.get(end).spaced()) {
      end++;
    }
    String counts = TokenText.of(tokens.subList(1, end)).strip();
    int options = counts.indexOf('.');
    counts = options < 0 ? counts : counts.substring(0, options);
    boolean greedy = counts.endsWith("+");
    counts = greedy ? counts.substring(0, counts.length() - 1) : counts;
    int dash = counts.indexOf('-');
    int least = number(dash < 0 ? counts : counts.substring(0, dash));
    int most = dash < 0 ? least : number(counts.substring(dash + 1));
    List<List<Token>> defaults =
        Arguments.ofLine(tokens.subList(end, tokens.size()), MultiMacro.ANY);
    return least < 0 || most < least
        ? Optional.empty()
        : Optional.of(
            new MacroHeader(tokens.getFirst().text(), least, most, greedy, defaults, caseMatters));
  }

  MultiMacro with(List<List<Token>> body) {
    return new MultiMacro(name, least, most, greedy, defaults, body);
  }

  private static int number(String text) {
    if (text.equals("*")) {
      return MultiMacro.ANY;
    }
    int value = text.isEmpty() ? -1 : 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || value > 100_000) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}

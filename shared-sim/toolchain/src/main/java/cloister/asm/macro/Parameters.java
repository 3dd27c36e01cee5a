package cloister.asm.macro;

import cloister.asm.lex.Token;
import cloister.asm.parse.Words;
import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import java.util.List;
import java.util.Optional;

/** Puts arguments and unique names into the lines of a macro body (NASM manual, 4.3). */
final class Parameters {
  private static final String[] CONDITIONS = {
    "o", "no", "c", "nc", "b", "nb", "nae", "ae", "e", "ne", "z", "nz", "be", "nbe", "na", "a", "s",
    "ns", "p", "np", "pe", "po", "l", "nl", "nge", "ge", "le", "nle", "ng", "g"
  };

  private final Contexts contexts;
  private final Problems problems;

  Parameters(Contexts contexts, Problems problems) {
    this.contexts = contexts;
    this.problems = problems;
  }

  /** The line with {@code %1}, {@code %%x}, {@code %$x} and their like replaced. */
  List<Token> fill(List<Token> line, Optional<Call> call) {
    JoinedTokens out = new JoinedTokens(problems);
    boolean local = false;
    for (Token token : line) {
      if (local != isLocal(token) && !token.spaced() && isPart(token)) {
        pasteLater(out, token);
      }
      local = isLocal(token);
      Optional<List<Token>> value =
          token.kind() == Token.Kind.MACRO ? value(token, call) : Optional.empty();
      if (value.isPresent()) {
        out.substitute(token, value.get());
      } else {
        out.write(call.isPresent() ? token.at(call.get().place, token.spaced()) : token);
      }
    }
    return out.tokens();
  }

  private static boolean isLocal(Token token) {
    return token.kind() == Token.Kind.MACRO && token.text().startsWith("%$");
  }

  /** True for a token that can be a part of a name. */
  private static boolean isPart(Token token) {
    boolean parameter =
        token.kind() == Token.Kind.MACRO
            && token.text().length() > 1
            && isDollarOrDigit(token.text().charAt(1));
    return parameter || token.isWord();
  }

  private static boolean isDollarOrDigit(char c) {
    return c == '$' || c >= '0' && c <= '9';
  }

  /** What a context-local macro stands for is joined to its neighbour once it is known. */
  private static void pasteLater(JoinedTokens out, Token token) {
    if (!out.tokens().isEmpty() && out.tokens().getLast().isWord()) {
      out.pasteLater(token);
    }
  }

  private Optional<List<Token>> value(Token token, Optional<Call> call) {
    String text = token.text();
    char kind = text.length() > 1 ? text.charAt(1) : 0;
    if (kind == '$') {
      Optional<String> name = contexts.name(text.substring(1));
      if (name.isEmpty()) {
        problems.error(token.span(), Complaint.outsideMacro(text));
      }
      Span span = call.map(c -> c.place).orElse(token.span());
      return name.map(full -> List.of(Token.name(full, span, false)));
    }
    if (text.equals("%?") || text.equals("%??")) {
      return call.map(
          c -> List.of(Token.name(text.equals("%?") ? c.name : c.macro.name(), c.place, false)));
    }
    if (kind == '%' && text.length() > 2
        || isRange(text)
        || kind >= '0' && kind <= '9'
        || isCondition(text)) {
      if (call.isEmpty()) {
        problems.error(token.span(), Complaint.outsideMacro(text));
      }
      return call.map(found -> ofCall(text.substring(1), found, token));
    }
    return Optional.empty();
  }

  private static boolean isRange(String text) {
    boolean number = text.length() > 2 && "-0123456789".indexOf(text.charAt(1)) >= 0;
    return number && text.indexOf(':') > 0;
  }

  private static boolean isCondition(String text) {
    boolean sign = text.startsWith("%+") || text.startsWith("%-");
    return sign && text.length() > 2 && text.charAt(2) >= '0' && text.charAt(2) <= '9';
  }

  private List<Token> ofCall(String word, Call call, Token token) {
    if (word.startsWith("%")) {
      String unique = "..@" + call.number + "." + word.substring(1);
      return List.of(Token.name(unique, call.place, false));
    }
    if (word.equals("0")) {
      return List.of(Token.number(call.count(), call.place, false));
    }
    if (word.equals("00")) {
      return call.label;
    }
    int colon = word.indexOf(':');
    if (colon > 0) {
      return call.range(signed(word.substring(0, colon)), signed(word.substring(colon + 1)));
    }
    boolean plain = word.charAt(0) != '+' && word.charAt(0) != '-';
    List<Token> argument = call.argument(number(plain ? word : word.substring(1)));
    return plain ? argument : condition(word.charAt(0) == '-', argument, token);
  }

  private List<Token> condition(boolean inverted, List<Token> argument, Token token) {
    String name = argument.size() == 1 ? argument.getFirst().text() : "";
    for (int i = 0; i < CONDITIONS.length; i++) {
      if (CONDITIONS[i].equalsIgnoreCase(name)) {
        return List.of(Token.name(inverted ? inverse(name) : name, token.span(), false));
      }
    }
    problems.error(token.span(), Complaint.notCondition(TokenText.of(argument)));
    return List.of();
  }

  private static String inverse(String condition) {
    return switch (Words.lower(condition)) {
      case "pe" -> "po";
      case "po" -> "pe";
      default -> condition.startsWith("n") ? condition.substring(1) : "n" + condition;
    };
  }

  private static int signed(String text) {
    return text.startsWith("-") ? -number(text.substring(1)) : number(text);
  }

  private static int number(String digits) {
    int value = 0;
    for (int i = 0; i < digits.length() && value < 100_000; i++) {
      value = value * 10 + digits.charAt(i) - '0';
    }
    return value;
  }
}

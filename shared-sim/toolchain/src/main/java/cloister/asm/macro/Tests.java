package cloister.asm.macro;

import cloister.asm.lex.Token;
import cloister.asm.parse.Words;
import java.util.List;
import java.util.Optional;

/** The questions that {@code %if} and its variants ask (NASM manual, 4.4), except expressions. */
final class Tests {
  private final SingleMacros singles;
  private final MultiMacros multis;
  private final Contexts contexts;

  Tests(SingleMacros singles, MultiMacros multis, Contexts contexts) {
    this.singles = singles;
    this.multis = multis;
    this.contexts = contexts;
  }

  /** True for a test that is asked about expanded tokens. */
  static boolean looksAtExpansion(String test) {
    return switch (test) {
      case "def", "defalias", "macro", "ctx", "env", "using", "usable" -> false;
      default -> true;
    };
  }

  static boolean knows(String test) {
    return switch (test) {
      case "defalias", "env", "using", "usable" -> true;
      case "", "def", "macro", "ctx", "idn", "idni", "id", "num", "str", "empty", "token" -> true;
      default -> false;
    };
  }

  boolean holds(String test, List<Token> tokens) {
    return switch (test) {
      case "def" -> tokens.stream().anyMatch(token -> singles.defined(token.text()));
      case "defalias" -> tokens.stream().anyMatch(token -> singles.isAlias(token.text()));
      case "macro" -> isMacro(tokens);
      case "env", "using", "usable" -> false;
      case "ctx" -> tokens.stream().anyMatch(token -> contexts.isIn(token.text()));
      case "idn" -> identical(tokens, true);
      case "idni" -> identical(tokens, false);
      case "id" -> !tokens.isEmpty() && tokens.getFirst().isName();
      case "num" -> isNumber(tokens);
      case "str" -> !tokens.isEmpty() && tokens.getFirst().kind() == Token.Kind.STRING;
      case "empty" -> tokens.isEmpty();
      case "token" -> tokens.size() == 1;
      default -> throw new IllegalStateException("test " + test);
    };
  }

  /** {@code name counts}: true when a macro of the name takes one of these counts. */
  private boolean isMacro(List<Token> tokens) {
    if (tokens.isEmpty()) {
      return false;
    }
    Optional<MacroHeader> asked = MacroHeader.parse(tokens, true);
    for (MultiMacro macro : multis.named(tokens.getFirst().text())) {
      int most = macro.greedy() ? MultiMacro.ANY : macro.most();
      boolean meets =
          asked.isEmpty()
              || asked.get().least() <= most
                  && (asked.get().greedy() || macro.least() <= asked.get().most());
      if (meets) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNumber(List<Token> tokens) {
    int at = !tokens.isEmpty() && (tokens.getFirst().is("-") || tokens.getFirst().is("+")) ? 1 : 0;
    if (at == tokens.size()) {
      return false;
    }
    Token.Kind kind = tokens.get(at).kind();
    return kind == Token.Kind.NUMBER || kind == Token.Kind.MALFORMED;
  }

  private static boolean identical(List<Token> tokens, boolean caseMatters) {
    List<List<Token>> sides = Arguments.ofLine(tokens, 2);
    if (sides.size() != 2 || sides.get(0).size() != sides.get(1).size()) {
      return false;
    }
    for (int i = 0; i < sides.get(0).size(); i++) {
      if (!same(sides.get(0).get(i), sides.get(1).get(i), caseMatters)) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Token a, Token b, boolean caseMatters) {
    boolean strings = a.kind() == Token.Kind.STRING && b.kind() == Token.Kind.STRING;
    String left = strings ? a.bytes() : a.text();
    String right = strings ? b.bytes() : b.text();
    return caseMatters ? left.equals(right) : Words.lower(left).equals(Words.lower(right));
  }
}

package cloister.asm.macro;

import cloister.asm.lex.Token;
import cloister.asm.parse.Words;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;

/** The single-line macros that exist now, and their expansion (NASM manual, 4.1). */
final class SingleMacros {
  private static final int DEEPEST = 100;
  private static final Span NOWHERE = new Span("", 1, 1, 1);
  private static final int MOST_PASTE_ROUNDS = 8;

  private final Map<String, List<SingleMacro>> exact = new LinkedHashMap<>();
  private final Map<String, List<SingleMacro>> anyCase = new LinkedHashMap<>();
  private final Map<String, String> aliases = new LinkedHashMap<>();
  private final List<String> active = new ArrayList<>();
  private int depth;
  private final IntSupplier bits;
  private final Problems problems;
  private final Work work;
  private Calculator calculator;

  /**
   * @param bits the mode of the code here, 16 or 32
   */
  SingleMacros(IntSupplier bits, Problems problems, Work work) {
    this.bits = bits;
    this.problems = problems;
    this.work = work;
  }

  /** Computes the arguments of parameters that want numbers. */
  void setCalculator(Calculator calculator) {
    this.calculator = calculator;
  }

  /** {@code %defalias}: from now on one name means the macro of another. */
  void alias(String name, String target) {
    aliases.put(name, target);
  }

  void removeAlias(String name) {
    aliases.remove(name);
  }

  boolean isAlias(String name) {
    return aliases.containsKey(name);
  }

  private String resolved(String name) {
    String target = name;
    for (int i = 0; i < aliases.size() && aliases.containsKey(target); i++) {
      target = aliases.get(target);
    }
    return target;
  }

  void define(SingleMacro written, boolean caseMatters) {
    SingleMacro macro = written.named(resolved(written.name()));
    Map<String, List<SingleMacro>> map = caseMatters ? exact : anyCase;
    String key = caseMatters ? macro.name() : Words.lower(macro.name());
    List<SingleMacro> same = map.computeIfAbsent(key, _ -> new ArrayList<>());
    same.removeIf(macro::sameCall);
    same.add(macro);
  }

  void undefine(String written) {
    String name = resolved(written);
    exact.remove(name);
    anyCase.remove(Words.lower(name));
  }

  boolean defined(String written) {
    String name = resolved(written);
    return exact.containsKey(name) || anyCase.containsKey(Words.lower(name));
  }

  /** The tokens with all macros replaced. */
  List<Token> expand(List<Token> tokens) {
    return nested(tokens, this::rounds);
  }

  /** The line with what stands in each {@code %[...]} expanded (NASM manual, 4.1.3). */
  List<Token> indirect(List<Token> line) {
    boolean any = line.stream().anyMatch(token -> token.isMacro("%["));
    return any ? nested(line, this::indirections) : line;
  }

  private List<Token> nested(List<Token> tokens, UnaryOperator<List<Token>> replacement) {
    if (depth == DEEPEST) {
      work.tooDeep(DEEPEST, tokens.isEmpty() ? NOWHERE : tokens.getFirst().span());
    }
    if (work.exhausted()) {
      return tokens;
    }
    depth++;
    List<Token> replaced = replacement.apply(tokens);
    depth--;
    return replaced;
  }

  private List<Token> rounds(List<Token> tokens) {
    List<Token> expanded = once(tokens);
    for (int round = 0; round < MOST_PASTE_ROUNDS && hasPaste(expanded); round++) {
      expanded = once(pasted(expanded));
    }
    return expanded;
  }

  private List<Token> indirections(List<Token> line) {
    JoinedTokens out = new JoinedTokens(problems);
    int at = 0;
    while (at < line.size()) {
      Token token = line.get(at);
      if (token.isMacro("%[")) {
        int end = closing(line, at);
        out.substitute(token, expand(indirect(line.subList(at + 1, end))));
        at = end + 1;
      } else {
        out.write(token);
        at++;
      }
    }
    return out.tokens();
  }

  /** Where the bracket that opens at an index closes, or the end of the line. */
  private static int closing(List<Token> tokens, int open) {
    int depth = 1;
    for (int i = open + 1; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      depth += token.is("[") || token.isMacro("%[") ? 1 : token.is("]") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return tokens.size();
  }

  private List<Token> once(List<Token> tokens) {
    JoinedTokens out = new JoinedTokens(problems);
    int at = 0;
    while (at < tokens.size()) {
      Token token = tokens.get(at);
      if (token.isName()) {
        at = name(tokens, at, out);
      } else {
        out.write(token);
        at++;
      }
    }
    return out.tokens();
  }

  /** Expands the name at a place, or copies it; answers where to go on. */
  private int name(List<Token> tokens, int at, JoinedTokens out) {
    Token token = tokens.get(at);
    List<SingleMacro> named = named(token.text());
    Optional<Arguments> arguments = arguments(named, tokens, at + 1);
    for (SingleMacro macro : named) {
      boolean simple = !macro.takesParentheses();
      boolean fits = simple || arguments.isPresent() && arguments.get().fit(macro);
      if (fits) {
        List<List<Token>> values =
            simple ? List.of() : values(macro, arguments.get(), token.span());
        out.substitute(token, body(macro, values, token));
        return simple ? at + 1 : arguments.get().end();
      }
    }
    out.write(builtIn(token).orElse(token));
    return at + 1;
  }

  private Optional<Arguments> arguments(List<SingleMacro> named, List<Token> tokens, int open) {
    boolean wanted = named.stream().anyMatch(SingleMacro::takesParentheses);
    if (!wanted || open >= tokens.size() || !tokens.get(open).is("(")) {
      return Optional.empty();
    }
    Optional<Arguments> arguments = Arguments.inParentheses(tokens, open);
    int read = arguments.map(Arguments::end).orElse(tokens.size()) - open;
    return work.spend(read, tokens.get(open).span()) ? arguments : Optional.empty();
  }

  private List<SingleMacro> named(String written) {
    String name = resolved(written);
    if (active.contains(name)) {
      return List.of();
    }
    List<SingleMacro> found = exact.get(name);
    if (found == null) {
      found = anyCase.get(Words.lower(name));
    }
    return found == null ? List.of() : found;
  }

  private Optional<Token> builtIn(Token token) {
    Span span = token.span();
    return switch (token.text()) {
      case "__LINE__", "__?LINE?__" -> number(span.line(), token);
      case "__BITS__", "__?BITS?__" -> number(bits.getAsInt(), token);
      case "__FILE__", "__?FILE?__" -> Optional.of(Token.string(span.file(), span, token.spaced()));
      default -> Optional.empty();
    };
  }

  private static Optional<Token> number(long value, Token place) {
    return Optional.of(Token.number(value, place.span(), place.spaced()));
  }

  /** The arguments, expanded as far as each parameter wants. */
  private List<List<Token>> values(SingleMacro macro, Arguments arguments, Span place) {
    List<List<Token>> expanded = new ArrayList<>();
    List<List<Token>> values = arguments.valuesFor(macro, place);
    for (int i = 0; i < values.size(); i++) {
      boolean taken = i < macro.parameters().size();
      expanded.add(taken ? value(macro.parameters().get(i), values.get(i)) : values.get(i));
    }
    return expanded;
  }

  private List<Token> value(Parameter parameter, List<Token> argument) {
    Span place = argument.isEmpty() ? NOWHERE : argument.getFirst().span();
    if (parameter.quoted()) {
      boolean fits = work.spendText(TokenText.length(argument), place);
      return List.of(Token.string(fits ? TokenText.of(argument) : "", place, false));
    }
    List<Token> expanded = expand(argument);
    return parameter.evaluated()
        ? List.of(Token.number(calculator.number(expanded, place).orElse(0), place, false))
        : expanded;
  }

  private List<Token> body(SingleMacro macro, List<List<Token>> values, Token call) {
    List<Token> filled = new ArrayList<>();
    for (Token token : macro.body()) {
      int parameter = token.isName() ? macro.indexOf(token.text()) : -1;
      if (parameter < 0) {
        filled.add(token.at(call.span(), token.spaced()));
      } else {
        filled.addAll(spacedLike(token, values.get(parameter)));
      }
      if (!work.spend(parameter < 0 ? 0 : values.get(parameter).size(), call.span())) {
        return List.of();
      }
    }
    filled.replaceAll(token -> ownName(token, macro, call));
    active.add(resolved(call.text()));
    List<Token> expanded = expand(filled);
    active.removeLast();
    return expanded;
  }

  /** {@code %?} is the macro's name as called, {@code %??} as defined. */
  private static Token ownName(Token token, SingleMacro macro, Token call) {
    return switch (token.kind() == Token.Kind.MACRO ? token.text() : "") {
      case "%?", "%*?" -> Token.name(call.text(), token.span(), token.spaced());
      case "%??", "%*??" -> Token.name(macro.name(), token.span(), token.spaced());
      default -> token;
    };
  }

  private static List<Token> spacedLike(Token model, List<Token> tokens) {
    List<Token> spaced = new ArrayList<>(tokens);
    if (!spaced.isEmpty()) {
      spaced.set(0, spaced.getFirst().at(spaced.getFirst().span(), model.spaced()));
    }
    return spaced;
  }

  private static boolean hasPaste(List<Token> tokens) {
    return tokens.stream().anyMatch(token -> token.isMacro("%+"));
  }

  private List<Token> pasted(List<Token> tokens) {
    List<Token> out = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      boolean between = !out.isEmpty() && i + 1 < tokens.size();
      if (!tokens.get(i).isMacro("%+")) {
        out.add(tokens.get(i));
      } else if (between) {
        i = operand(tokens, i);
        TokenText.join(out.removeLast(), tokens.get(i), out, problems);
      }
    }
    return out;
  }

  /** The place of what a paste sign joins to the left: several signs are one. */
  private static int operand(List<Token> tokens, int sign) {
    int at = sign + 1;
    while (at + 1 < tokens.size() && tokens.get(at).isMacro("%+")) {
      at++;
    }
    return at;
  }
}

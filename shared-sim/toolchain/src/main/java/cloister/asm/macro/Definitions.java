package cloister.asm.macro;

import cloister.asm.lex.Lexer;
import cloister.asm.lex.Token;
import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Obeys the directives that define single-line macros (NASM manual, 4.1 and 4.2). */
final class Definitions {
  private final SingleMacros singles;
  private final Calculator calculator;
  private final Problems problems;
  private final Work work;

  Definitions(SingleMacros singles, Calculator calculator, Problems problems, Work work) {
    this.singles = singles;
    this.calculator = calculator;
    this.problems = problems;
    this.work = work;
  }

  /** False when the directive is none of these. */
  boolean run(String word, Span place, List<Token> rest) {
    String plain = word.startsWith("%i") ? "%" + word.substring(2) : word;
    boolean caseMatters = plain.equals(word);
    switch (plain) {
      case "%define",
          "%xdefine",
          "%assign",
          "%defstr",
          "%deftok",
          "%strlen",
          "%strcat",
          "%substr",
          "%pathsearch" -> {
        if (rest.isEmpty() || !rest.getFirst().isName()) {
          problems.error(place, Complaint.macroNameExpected(word));
        } else {
          define(plain, place, rest, caseMatters);
        }
      }
      case "%defalias", "%undefalias" -> alias(plain, word, place, rest);
      case "%undef" -> rest.forEach(token -> singles.undefine(token.text()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void define(String word, Span place, List<Token> rest, boolean caseMatters) {
    String name = rest.getFirst().text();
    boolean parentheses =
        word.endsWith("define") && rest.size() > 1 && rest.get(1).is("(") && !rest.get(1).spaced();
    if (parentheses) {
      function(word, place, rest, caseMatters);
      return;
    }
    List<Token> body = rest.subList(1, rest.size());
    if (word.endsWith("define")) {
      warnOfOpenString(body);
    }
    List<Token> value =
        switch (word) {
          case "%define" -> body;
          case "%xdefine" -> singles.expand(body);
          case "%assign" -> number(body, place);
          case "%defstr" -> string(text(singles.expand(body), place), place);
          case "%deftok" -> Lexer.tokens(strings(body, place), place);
          case "%strlen" -> List.of(Token.number(strings(body, place).length(), place, false));
          case "%strcat", "%pathsearch" -> string(strings(body, place), place);
          case "%substr" -> substring(singles.expand(body), place);
          default -> throw new IllegalStateException("definition " + word);
        };
    singles.define(new SingleMacro(name, List.of(), false, List.copyOf(value)), caseMatters);
  }

  /** It is no error before the macro is used in a line that does not close it. */
  private void warnOfOpenString(List<Token> body) {
    body.stream()
        .filter(TokenText::isOpen)
        .forEach(token -> problems.warn(token.span(), Complaint.unterminatedString()));
  }

  private void alias(String plain, String word, Span place, List<Token> rest) {
    int wanted = plain.equals("%defalias") ? 2 : 1;
    boolean names = rest.size() == wanted && rest.stream().allMatch(Token::isName);
    if (!names) {
      problems.error(place, Complaint.macroNameExpected(word));
    } else if (wanted == 2) {
      singles.alias(rest.getFirst().text(), rest.getLast().text());
    } else {
      singles.removeAlias(rest.getFirst().text());
    }
  }

  private void function(String word, Span place, List<Token> rest, boolean caseMatters) {
    List<Parameter> parameters = new ArrayList<>();
    int at = 2;
    while (at < rest.size() && !rest.get(at).is(")")) {
      int end = at;
      while (end < rest.size() && !rest.get(end).is(",") && !rest.get(end).is(")")) {
        end++;
      }
      Optional<Parameter> parameter = parameter(rest.subList(at, end));
      if (parameter.isEmpty()) {
        problems.error(rest.get(at).span(), Complaint.macroHeader());
        return;
      }
      parameters.add(parameter.get());
      at = end < rest.size() && rest.get(end).is(",") ? end + 1 : end;
      if (at < rest.size() && rest.get(at).is(")") && at > end) {
        parameters.add(new Parameter("", false, false, false));
      }
    }
    if (at == rest.size()) {
      problems.error(place, Complaint.expected(")"));
      return;
    }
    List<Token> body = rest.subList(at + 1, rest.size());
    warnOfOpenString(body);
    List<Token> value = word.equals("%xdefine") ? singles.expand(body) : body;
    singles.define(
        new SingleMacro(rest.getFirst().text(), parameters, true, List.copyOf(value)), caseMatters);
  }

  /** {@code name}, {@code =name}, {@code &name} or {@code name+}. */
  private static Optional<Parameter> parameter(List<Token> tokens) {
    int at = 0;
    boolean evaluated = false;
    boolean quoted = false;
    while (at < tokens.size()
        && (tokens.get(at).is("=") || tokens.get(at).text().startsWith("&"))) {
      evaluated |= tokens.get(at).is("=");
      quoted |= !tokens.get(at).is("=");
      at++;
    }
    boolean named = at < tokens.size() && tokens.get(at).isName();
    String name = named ? tokens.get(at).text() : "";
    at += named ? 1 : 0;
    boolean greedy = at < tokens.size() && tokens.get(at).is("+");
    at += greedy ? 1 : 0;
    return at == tokens.size()
        ? Optional.of(new Parameter(name, evaluated, quoted, greedy))
        : Optional.empty();
  }

  private List<Token> number(List<Token> body, Span place) {
    OptionalLong value = calculator.number(singles.expand(body), place);
    return List.of(Token.number(value.orElse(0), place, false));
  }

  private static List<Token> string(String bytes, Span place) {
    return List.of(Token.string(bytes, place, false));
  }

  private String text(List<Token> tokens, Span place) {
    return work.spendText(TokenText.length(tokens), place) ? TokenText.of(tokens).trim() : "";
  }

  /** All strings in the tokens, one after the other; an empty one after an error. */
  private String strings(List<Token> body, Span place) {
    List<Token> strings = new ArrayList<>(singles.expand(body));
    strings.stream()
        .filter(TokenText::isOpen)
        .forEach(token -> problems.error(token.span(), Complaint.unterminatedString()));
    strings.removeIf(token -> token.kind() != Token.Kind.STRING);
    if (!work.spendText(TokenText.length(strings), place)) {
      return "";
    }
    StringBuilder all = new StringBuilder();
    strings.forEach(token -> all.append(token.bytes()));
    return all.toString();
  }

  /** {@code 'text' start, length}; a negative length counts from the end. */
  private List<Token> substring(List<Token> body, Span place) {
    if (body.isEmpty() || body.getFirst().kind() != Token.Kind.STRING) {
      problems.error(place, Complaint.expected("'text'"));
      return List.of();
    }
    String text = body.getFirst().bytes();
    List<Token> rest = body.subList(1, body.size());
    rest = !rest.isEmpty() && rest.getFirst().is(",") ? rest.subList(1, rest.size()) : rest;
    List<List<Token>> numbers = Arguments.ofLine(rest, 2);
    if (numbers.isEmpty()) {
      problems.error(place, Complaint.expressionMissing());
      return List.of();
    }
    long start = calculator.number(numbers.getFirst(), place).orElse(1) - 1;
    long length = numbers.size() > 1 ? calculator.number(numbers.get(1), place).orElse(1) : 1;
    long end = length < 0 ? text.length() + length + 1 : start + length;
    int from = Math.clamp(start, 0, text.length());
    int to = Math.clamp(end, from, text.length());
    return string(text.substring(from, to), place);
  }
}

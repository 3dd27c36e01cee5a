package cloister.asm.macro;

import cloister.asm.lex.Token;
import cloister.asm.parse.Words;
import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Obeys preprocessor directives (NASM manual, chapter 4). */
final class DirectiveLine {
  private final Preprocessor preprocessor;
  private final SingleMacros singles;
  private final MultiMacros multis;
  private final Contexts contexts;
  private final Tests tests;
  private final Definitions definitions;
  private final Calculator calculator;
  private final Function<String, Optional<String>> files;
  private final Problems problems;

  DirectiveLine(
      Preprocessor preprocessor,
      SingleMacros singles,
      MultiMacros multis,
      Contexts contexts,
      Calculator calculator,
      Function<String, Optional<String>> files,
      Problems problems,
      Work work) {
    this.preprocessor = preprocessor;
    this.singles = singles;
    this.multis = multis;
    this.contexts = contexts;
    this.calculator = calculator;
    this.files = files;
    this.problems = problems;
    tests = new Tests(singles, multis, contexts);
    definitions = new Definitions(singles, calculator, problems, work);
  }

  /** A line in a part that does not count: only its nesting matters. */
  void skipped(List<Token> line, Conditions conditions) {
    String word = Preprocessor.word(line);
    if (word.startsWith("%if")) {
      conditions.open(line.getFirst().span(), false);
    } else if (isBranch(word)) {
      branch(word, line, conditions);
    }
  }

  void run(List<Token> line, Conditions conditions) {
    String word = Preprocessor.word(line);
    if (word.startsWith("%if")) {
      conditions.open(line.getFirst().span(), holds(word.substring(3), line));
    } else if (isBranch(word)) {
      branch(word, line, conditions);
    } else {
      run(word, line.getFirst().span(), line.subList(1, line.size()));
    }
  }

  private static boolean isBranch(String word) {
    return word.startsWith("%elif") || word.equals("%else") || word.equals("%endif");
  }

  private void branch(String word, List<Token> line, Conditions conditions) {
    Span place = line.getFirst().span();
    if (conditions.depth() == 0) {
      problems.error(place, Complaint.unopened(word));
    } else if (word.equals("%endif")) {
      conditions.close();
    } else if (word.equals("%else")) {
      if (!conditions.otherwise()) {
        problems.warn(place, Complaint.secondElse());
      }
    } else {
      conditions.otherwiseIf(conditions.undecided() && holds(word.substring(5), line));
    }
  }

  /**
   * @param variant what follows {@code %if} or {@code %elif}
   */
  private boolean holds(String variant, List<Token> line) {
    boolean negated = variant.startsWith("n") && Tests.knows(variant.substring(1));
    boolean plain = Tests.knows(variant);
    String test = plain ? variant : negated ? variant.substring(1) : "?";
    if (!Tests.knows(test)) {
      Token word = line.getFirst();
      problems.error(word.span(), Complaint.unknownMacroDirective(word.text()));
      return false;
    }
    List<Token> rest = line.subList(1, line.size());
    rest = Tests.looksAtExpansion(test) ? singles.expand(rest) : rest;
    boolean holds =
        test.isEmpty()
            ? calculator.number(rest, line.getFirst().span()).orElse(0) != 0
            : tests.holds(test, rest);
    return holds != (negated && !plain);
  }

  private void run(String word, Span place, List<Token> rest) {
    if (definitions.run(word, place, rest)) {
      return;
    }
    switch (word) {
      case "%macro", "%imacro" -> macro(word, place, rest);
      case "%rep" -> repeat(place, rest);
      case "%unmacro", "%unimacro" ->
          rest.stream().limit(1).forEach(t -> multis.undefine(t.text()));
      case "%exitrep" -> exit(true, word, place);
      case "%exitmacro" -> exit(false, word, place);
      case "%endmacro", "%endm", "%endrep" -> problems.error(place, Complaint.unopened(word));
      case "%rotate" -> rotate(place, rest);
      case "%include" -> include(place, rest);
      case "%error", "%fatal" -> problems.error(place, Complaint.userError(text(rest)));
      case "%warning", "%note" -> problems.warn(place, Complaint.userError(text(rest)));
      case "%push" -> push(place, rest);
      case "%pop" -> pop(word, place, rest);
      case "%repl" -> {
        pop(word, place, List.of());
        push(place, rest);
      }
      case "%line", "%pragma", "%depend" -> {}
      case "%use", "%clear", "%arg", "%local", "%stacksize" ->
          problems.error(place, Complaint.unsupportedDirective(word));
      default -> problems.error(place, Complaint.unknownMacroDirective(word));
    }
  }

  private void macro(String word, Span place, List<Token> rest) {
    Optional<MacroHeader> header = MacroHeader.parse(rest, word.equals("%macro"));
    if (header.isEmpty()) {
      problems.error(place, Complaint.macroHeader());
    }
    preprocessor.record(
        new Recording(
            "%macro",
            place, body -> header.ifPresent(h -> multis.define(h.with(body), h.caseMatters()))));
  }

  private void repeat(Span place, List<Token> rest) {
    boolean option = !rest.isEmpty() && Words.lower(rest.getLast().text()).equals(".nolist");
    List<Token> counted = option ? rest.subList(0, rest.size() - 1) : rest;
    OptionalLong count = calculator.number(singles.expand(counted), place);
    preprocessor.record(
        new Recording("%rep", place, body -> preprocessor.repeat(body, count.orElse(0), place)));
  }

  private void exit(boolean repetition, String word, Span place) {
    if (!preprocessor.exit(repetition)) {
      problems.error(place, Complaint.outsideMacro(word));
    }
  }

  private void rotate(Span place, List<Token> rest) {
    OptionalLong distance = calculator.number(singles.expand(rest), place);
    Optional<Call> call = preprocessor.call();
    if (call.isEmpty()) {
      problems.error(place, Complaint.outsideMacro("%rotate"));
    } else {
      call.get().rotate(distance.orElse(0));
    }
  }

  private void include(Span place, List<Token> rest) {
    List<Token> name = singles.expand(rest);
    boolean quoted = name.size() == 1 && name.getFirst().kind() == Token.Kind.STRING;
    String file = quoted ? name.getFirst().bytes() : TokenText.of(name);
    Optional<String> text = files.apply(file);
    if (text.isEmpty()) {
      problems.error(place, Complaint.includeMissing(file));
    } else {
      preprocessor.include(file, text.get(), place);
    }
  }

  private void push(Span place, List<Token> rest) {
    if (!contexts.push(TokenText.of(rest))) {
      problems.error(place, Complaint.macroTooDeep(Preprocessor.DEEPEST));
    }
  }

  private void pop(String word, Span place, List<Token> rest) {
    if (!contexts.pop(TokenText.of(rest))) {
      problems.error(place, Complaint.unopened(word));
    }
  }

  private String text(List<Token> rest) {
    List<String> words = new ArrayList<>();
    for (Token token : singles.expand(rest)) {
      words.add(token.kind() == Token.Kind.STRING ? token.bytes() : token.text());
    }
    return Words.joined(words);
  }
}

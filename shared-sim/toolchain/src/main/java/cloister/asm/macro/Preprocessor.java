package cloister.asm.macro;

import cloister.asm.lex.Lexer;
import cloister.asm.lex.Token;
import cloister.asm.parse.LabelNames;
import cloister.asm.parse.Words;
import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import cloister.asm.value.Evaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Turns the source into lines without macros (NASM manual, chapter 4). The lines are pulled one by
 * one, because conditions may ask about labels that the lines before defined.
 */
public final class Preprocessor {
  static final int DEEPEST = 256;
  private static final Span NOWHERE = new Span(StandardMacros.FILE, 1, 1, 1);

  private final Problems problems;
  private final Work work;
  private final Contexts contexts = new Contexts();
  private final Conditions conditions = new Conditions();
  private final MultiMacros multis = new MultiMacros();
  private final SingleMacros singles;
  private final Parameters parameters;
  private final DirectiveLine directives;
  private final List<Frame> frames = new ArrayList<>();
  private Optional<Recording> recording = Optional.empty();
  private int calls;

  /**
   * @param lines of the main file
   * @param include the text of a file, if there is one
   * @param bits the mode of the code here, 16 or 32
   */
  public Preprocessor(
      List<List<Token>> lines,
      Function<String, Optional<String>> include,
      Evaluator evaluator,
      IntSupplier bits,
      LabelNames labels,
      Problems problems) {
    this.problems = problems;
    work = new Work(problems);
    singles = new SingleMacros(bits, problems, work);
    parameters = new Parameters(contexts, problems);
    Calculator calculator = new Calculator(evaluator, labels, problems);
    singles.setCalculator(calculator);
    directives =
        new DirectiveLine(this, singles, multis, contexts, calculator, include, problems, work);
    push(new Frame(lines, Optional.empty(), false, 1, 0), NOWHERE);
    List<List<Token>> standard = Lexer.lines(StandardMacros.FILE, StandardMacros.TEXT);
    push(new Frame(standard, Optional.empty(), false, 1, 0), NOWHERE);
  }

  /** The next line with something on it, or nothing at the end. */
  public Optional<MacroLine> next() {
    while (!frames.isEmpty() && !work.exhausted() && !problems.full()) {
      Frame frame = frames.getLast();
      if (frame.done()) {
        leave();
        continue;
      }
      List<Token> line = frame.next();
      work.line(line.isEmpty() ? NOWHERE : line.getFirst().span());
      Optional<MacroLine> result = line.isEmpty() ? Optional.empty() : line(line);
      if (result.isPresent()) {
        return result;
      }
    }
    return Optional.empty();
  }

  /** True when the macros took too much work and were left. */
  public boolean exhausted() {
    return work.exhausted();
  }

  private Optional<MacroLine> line(List<Token> raw) {
    if (recording.isPresent()) {
      record(raw);
      return Optional.empty();
    }
    if (!conditions.emitting()) {
      boolean asks = word(raw).startsWith("%elif") && conditions.undecided();
      directives.skipped(asks ? filled(raw) : raw, conditions);
      return Optional.empty();
    }
    List<Token> line = filled(raw);
    if (line.isEmpty()) {
      return Optional.empty();
    }
    if (line.getFirst().kind() == Token.Kind.MACRO) {
      directives.run(line, conditions);
      return Optional.empty();
    }
    List<Token> expanded = singles.expand(line);
    return expanded.isEmpty() || calls(expanded)
        ? Optional.empty()
        : Optional.of(result(TokenText.closed(expanded)));
  }

  private List<Token> filled(List<Token> raw) {
    return singles.indirect(parameters.fill(raw, call()));
  }

  private MacroLine result(List<Token> tokens) {
    for (Frame frame : frames) {
      if (frame.call.isPresent()) {
        Call call = frame.call.get();
        return new MacroLine(tokens, call.place, call.macro.name());
      }
    }
    return new MacroLine(tokens, tokens.getFirst().span(), "");
  }

  /** The macro call whose parameters count now. */
  Optional<Call> call() {
    for (int i = frames.size() - 1; i >= 0; i--) {
      if (frames.get(i).call.isPresent() || !frames.get(i).repetition) {
        return frames.get(i).call;
      }
    }
    return Optional.empty();
  }

  /** Starts to keep lines instead of reading them. */
  void record(Recording lines) {
    recording = Optional.of(lines);
  }

  private void record(List<Token> line) {
    Recording current = recording.get();
    if (!current.ends(line)) {
      current.add(line);
      return;
    }
    recording = Optional.empty();
    current.finish();
  }

  void repeat(List<List<Token>> body, long count, Span place) {
    if (count > 0) {
      push(new Frame(body, Optional.empty(), true, count, conditions.depth()), place);
    }
  }

  void include(String file, String text, Span place) {
    List<List<Token>> lines = Lexer.lines(file, text);
    push(new Frame(lines, Optional.empty(), false, 1, conditions.depth()), place);
  }

  private void push(Frame frame, Span place) {
    if (frames.size() >= DEEPEST) {
      work.tooDeep(DEEPEST, place);
    } else {
      frames.add(frame);
    }
  }

  /** Ends the innermost repetition, or else macro. */
  boolean exit(boolean repetition) {
    for (int i = frames.size() - 1; i >= 0; i--) {
      Frame frame = frames.get(i);
      frame.leave();
      if (repetition ? frame.repetition : frame.call.isPresent()) {
        closeConditions(frame.conditionsBefore);
        return true;
      }
    }
    return false;
  }

  private void leave() {
    Frame frame = frames.removeLast();
    if (recording.isPresent() && !frame.repetition && frame.call.isEmpty()) {
      problems.error(recording.get().opened(), Complaint.unclosed(recording.get().directive()));
      recording = Optional.empty();
    }
    if (conditions.depth() > frame.conditionsBefore) {
      problems.error(conditions.lastOpened(), Complaint.unclosed("%if"));
      closeConditions(frame.conditionsBefore);
    }
  }

  private void closeConditions(int depth) {
    while (conditions.depth() > depth) {
      conditions.close();
    }
  }

  /** Begins the expansion when the line calls a multi-line macro. */
  private boolean calls(List<Token> line) {
    int at = 0;
    List<MultiMacro> named = named(line, 0);
    if (named.isEmpty()) {
      at = line.size() > 1 && line.get(1).is(":") ? 2 : 1;
      named = named(line, at);
    }
    if (named.isEmpty()) {
      return false;
    }
    List<Token> rest = line.subList(at + 1, line.size());
    Token name = line.get(at);
    Optional<MultiMacro> macro = MultiMacros.fitting(named, rest);
    if (macro.isEmpty()) {
      problems.error(name.span(), Complaint.macroParameters(name.text()));
      return true;
    }
    expand(macro.get(), rest, List.copyOf(line.subList(0, Math.min(at, 1))), name);
    return true;
  }

  private List<MultiMacro> named(List<Token> line, int at) {
    boolean name = at < line.size() && line.get(at).isName();
    return name ? multis.named(line.get(at).text()) : List.of();
  }

  private void expand(MultiMacro macro, List<Token> rest, List<Token> label, Token name) {
    Span place = name.span();
    List<List<Token>> arguments = new ArrayList<>(MultiMacros.arguments(macro, rest));
    for (int i = arguments.size(); i - macro.least() < macro.defaults().size(); i++) {
      if (i >= macro.least()) {
        arguments.add(macro.defaults().get(i - macro.least()));
      }
    }
    calls++;
    Span outer = call().map(call -> call.place).orElse(place);
    Call call = new Call(macro, name.text(), arguments, label, outer, calls);
    List<List<Token>> body = new ArrayList<>();
    boolean labelUsed = macro.body().stream().anyMatch(Preprocessor::usesLabel);
    if (!label.isEmpty() && !labelUsed) {
      body.add(withColon(label));
    }
    body.addAll(macro.body());
    push(new Frame(body, Optional.of(call), false, 1, conditions.depth()), place);
  }

  private static boolean usesLabel(List<Token> line) {
    return line.stream().anyMatch(token -> token.isMacro("%00"));
  }

  private static List<Token> withColon(List<Token> label) {
    List<Token> line = new ArrayList<>(List.of(label.getFirst()));
    line.add(Token.symbol(":", label.getFirst().span(), false));
    return line;
  }

  static String word(List<Token> line) {
    return line.isEmpty() ? "" : Words.lower(line.getFirst().text());
  }
}

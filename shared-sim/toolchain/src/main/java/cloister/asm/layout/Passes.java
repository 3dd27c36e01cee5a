package cloister.asm.layout;

import cloister.asm.encode.InstructionSet;
import cloister.asm.lex.Lexer;
import cloister.asm.macro.MacroLine;
import cloister.asm.macro.Preprocessor;
import cloister.asm.parse.Statement;
import cloister.asm.parse.StatementParser;
import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Assembles in passes as NASM does with its default optimisation. The first pass reads the source
 * and takes every branch and every number not known yet for short. Each further pass uses the label
 * values of the one before, until none changes; then the last one writes.
 */
public final class Passes {
  private static final int MOST_PASSES = 200;

  private final InstructionSet set;
  private final Function<String, Optional<byte[]>> binaries;
  private final Problems problems;
  private final Sections sections = new Sections();
  private final Symbols symbols;
  private final Budget budget = new Budget();
  private final List<Located> statements = new ArrayList<>();
  private List<Emission> emissions = List.of();

  /**
   * @param binaries the bytes of a file, if there is one
   * @param given symbols that exist from the start
   */
  public Passes(
      InstructionSet set,
      Function<String, Optional<byte[]>> binaries,
      Map<String, Integer> given,
      Problems problems) {
    this.set = set;
    this.binaries = binaries;
    this.problems = problems;
    symbols = new Symbols(given, problems);
  }

  public void assemble(String file, String source, Function<String, Optional<String>> include) {
    if (!read(file, source, include)) {
      return;
    }
    int passes = 1;
    while (symbols.changed() && passes < MOST_PASSES && !problems.full()) {
      pass(false);
      passes++;
    }
    if (passes == MOST_PASSES) {
      problems.error(new Span(file, 1, 1, 1), Complaint.unstable(MOST_PASSES));
    }
    sections.place(problems, new Span(file, 1, 1, 1));
    emissions = pass(true).emissions();
    if (!sections.fits(Budget.MOST_BYTES)) {
      problems.error(new Span(file, 1, 1, 1), Complaint.outputTooLarge(Budget.MOST_BYTES));
    }
  }

  public byte[] image() {
    return problems.any() ? new byte[0] : sections.image(Budget.MOST_BYTES);
  }

  public int origin() {
    return (int) sections.origin();
  }

  public List<Emission> emissions() {
    return emissions;
  }

  public Map<String, Integer> symbols() {
    return symbols.addresses(sections);
  }

  /**
   * The first pass: preprocesses, parses and defines labels line by line.
   *
   * @return false when that took too much work
   */
  private boolean read(String file, String source, Function<String, Optional<String>> include) {
    Pass first = newPass(false);
    StatementParser parser = new StatementParser(set.names(), problems);
    Preprocessor lines =
        new Preprocessor(
            Lexer.lines(file, source),
            include,
            first.evaluator(),
            first::bits,
            parser.labels(),
            problems);
    Optional<MacroLine> line = lines.next();
    while (line.isPresent() && !budget.exhausted()) {
      problems.enterMacro(line.get().macro());
      for (Statement statement : parser.parse(line.get().tokens())) {
        Located located = new Located(statement, line.get().cause(), line.get().macro());
        statements.add(located);
        first.run(located);
      }
      problems.enterMacro("");
      line = lines.next();
    }
    return !budget.exhausted() && !lines.exhausted();
  }

  private Pass pass(boolean last) {
    Pass pass = newPass(last);
    for (Located located : statements) {
      if (problems.full() || !budget.spend(problems, located.cause())) {
        break;
      }
      problems.enterMacro(located.macro());
      pass.run(located);
    }
    problems.enterMacro("");
    return pass;
  }

  private Pass newPass(boolean last) {
    return new Pass(sections, symbols, set, problems, budget, binaries, last);
  }
}

package cloister.asm;

import cloister.asm.encode.InstructionSet;
import cloister.asm.layout.Emission;
import cloister.asm.layout.Passes;
import cloister.asm.report.Problem;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import cloister.cpu.decode.OpcodeTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An assembler for the language of NASM (its manual, version 2.16) that makes flat binaries, byte
 * for byte those of {@code nasm -f bin}. It never throws for a bad source and ends on every source.
 */
public final class Assembler {
  private final InstructionSet set;
  private final FileProvider files;
  private final Map<String, Integer> symbols;

  public Assembler(OpcodeTable table) {
    this(table, FileProvider.NONE, new LinkedHashMap<>());
  }

  /**
   * @param symbols names that every source can use, with their values
   */
  public Assembler(OpcodeTable table, Map<String, Integer> symbols) {
    this(table, FileProvider.NONE, symbols);
  }

  /**
   * @param files where {@code %include} and {@code incbin} look
   * @param symbols names that every source can use, with their values
   */
  public Assembler(OpcodeTable table, FileProvider files, Map<String, Integer> symbols) {
    set = new InstructionSet(table);
    this.files = files;
    this.symbols = symbols;
  }

  public Assembly assemble(String fileName, String source) {
    Problems problems = new Problems();
    Passes passes = new Passes(set, files::bytes, symbols, problems);
    passes.assemble(fileName, source, files::text);
    return new Assembly(
        passes.image(),
        passes.origin(),
        errors(problems.errors()),
        errors(problems.warnings()),
        lines(passes.emissions()),
        passes.symbols());
  }

  private static List<AsmError> errors(List<Problem> problems) {
    List<AsmError> errors = new ArrayList<>();
    for (Problem problem : problems) {
      Span span = problem.span();
      errors.add(
          new AsmError(span.file(), span.line(), span.column(), span.length(), problem.message()));
    }
    return List.copyOf(errors);
  }

  /** One line for what a source line made in a row. */
  private static List<Assembly.Line> lines(List<Emission> emissions) {
    List<Assembly.Line> lines = new ArrayList<>();
    for (Emission emission : emissions) {
      Assembly.Line line = line(emission);
      Assembly.Line last = lines.isEmpty() ? line : lines.getLast();
      boolean goesOn =
          !lines.isEmpty()
              && last.file().equals(line.file())
              && last.line() == line.line()
              && last.offset() + last.length() == line.offset();
      if (goesOn) {
        lines.set(lines.size() - 1, joined(last, line));
      } else {
        lines.add(line);
      }
    }
    return List.copyOf(lines);
  }

  private static Assembly.Line line(Emission emission) {
    return new Assembly.Line(
        emission.span().file(),
        emission.span().line(),
        (int) emission.address(),
        (int) emission.offset(),
        (int) emission.length());
  }

  private static Assembly.Line joined(Assembly.Line first, Assembly.Line second) {
    return new Assembly.Line(
        first.file(),
        first.line(),
        first.address(),
        first.offset(),
        first.length() + second.length());
  }
}

package cloister.cc.code;

import cloister.asm.report.Span;
import cloister.cc.tree.Symbol;
import cloister.cc.type.Qualified;
import java.util.List;

/** What a debugger needs to know beside the lines. */
public record Debug(List<Function> functions, List<Symbol.Variable> globals) {

  /**
   * A function.
   *
   * @param symbol its name in the object file
   * @param endLabel stands behind its last instruction
   */
  public record Function(
      Symbol.Function function,
      String symbol,
      String endLabel,
      Span span,
      List<Variable> variables) {}

  /**
   * A variable.
   *
   * @param parameter true for a parameter
   * @param from its declaration
   * @param to the end of its block
   */
  public record Variable(
      String name, Qualified type, boolean parameter, Span from, Span to, List<Location> places) {}

  /** Where a variable is while control is between two labels; empty labels mean everywhere. */
  public record Location(String fromLabel, String toLabel, Where where) {}

  /** A register, a pair of them, or the frame. */
  public sealed interface Where {
    /** General register 0 to 7 as encoded. */
    record InRegister(int number) implements Where {}

    record InPair(int low, int high) implements Where {}

    /** Bytes from EBP. */
    record FromBase(int offset) implements Where {}

    /** Bytes from the frame's canonical address: ESP before the call pushed (DWARF 4, 6.4). */
    record FromFrame(int offset) implements Where {}
  }
}

package cloister.cc.code;

import cloister.asm.report.Span;
import cloister.cc.tree.Program;
import cloister.cc.tree.Symbol;
import cloister.cc.type.Qualified;
import java.util.List;

/** What a debugger needs to know beside the lines. */
public record Debug(
    List<Function> functions, List<Symbol.Variable> globals, List<Program.Typedef> typedefs) {

  /** Of what is not C, and so of lines alone. */
  public static final Debug NOTHING = new Debug(List.of(), List.of(), List.of());

  /**
   * A function.
   *
   * @param symbol its name in the object file
   * @param endLabel stands behind its last instruction
   * @param end the closing brace
   * @param scopes its blocks that have variables
   * @param frames in the order of the code
   */
  public record Function(
      Symbol.Function function,
      String symbol,
      String endLabel,
      Span span,
      Span end,
      List<Variable> variables,
      List<Scope> scopes,
      List<CallFrame> frames) {}

  /**
   * A variable.
   *
   * @param parameter true for a parameter
   * @param from its declaration
   * @param to the end of its block
   * @param scope the number of that block, or {@link Scope#BODY}
   */
  public record Variable(
      String name,
      Qualified type,
      boolean parameter,
      Span from,
      Span to,
      int scope,
      List<Location> places) {}

  /**
   * A block inside a function's body.
   *
   * @param ranges where its code is
   */
  public record Scope(Span from, Span to, List<Range> ranges) {
    /** Stands for the body itself. */
    public static final int BODY = -1;
  }

  /** From one label to another. */
  public record Range(String from, String to) {}

  /**
   * How the caller's frame is found from a label on (DWARF 4, 6.4). The frame's canonical address
   * is ESP before the call pushed.
   *
   * @param base the register that the canonical address is counted from
   * @param offset its distance from there in bytes
   * @param saved the caller's registers that lie below the return address, the highest first
   */
  public record CallFrame(String fromLabel, int base, int offset, List<Integer> saved) {}

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

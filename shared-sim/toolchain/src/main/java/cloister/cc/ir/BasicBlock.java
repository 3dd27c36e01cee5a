package cloister.cc.ir;

import cloister.asm.report.Span;
import cloister.cc.ir.Operand.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Instructions that run from the first to the last, and where control goes then. */
public final class BasicBlock {
  private final int number;
  private final List<Instruction> instructions = new ArrayList<>();
  private final List<Phi> phis = new ArrayList<>();
  private Optional<Terminator.Located> end = Optional.empty();
  private Optional<String> symbol = Optional.empty();

  BasicBlock(int number) {
    this.number = number;
  }

  /**
   * Takes the value that belongs to the block where control came from. Only the optimiser's static
   * single assignment form has them.
   */
  public record Phi(Register to, Map<BasicBlock, Operand> values) {}

  /** An operation where the source has it. */
  public record Instruction(Operation operation, Span span) {}

  /** Unique in its function. */
  public int number() {
    return number;
  }

  /** Its name in the object file, when its address is taken. */
  public Optional<String> symbol() {
    return symbol;
  }

  public void symbol(String name) {
    symbol = Optional.of(name);
  }

  /** The list itself: passes change it. */
  public List<Instruction> instructions() {
    return instructions;
  }

  /** They all take their values at once, before the first instruction. */
  public List<Phi> phis() {
    return phis;
  }

  public void add(Operation operation, Span span) {
    instructions.add(new Instruction(operation, span));
  }

  public boolean isEnded() {
    return end.isPresent();
  }

  public Terminator terminator() {
    return end.orElseThrow().terminator();
  }

  public Span endSpan() {
    return end.orElseThrow().span();
  }

  public void end(Terminator terminator, Span span) {
    end = Optional.of(new Terminator.Located(terminator, span));
  }
}

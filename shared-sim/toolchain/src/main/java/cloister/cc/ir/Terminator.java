package cloister.cc.ir;

import cloister.asm.report.Span;
import java.util.List;

/** How a basic block ends. */
public sealed interface Terminator {
  record Jump(BasicBlock to) implements Terminator {}

  record Branch(
      Operation.Condition condition,
      Operand left,
      Operand right,
      BasicBlock then,
      BasicBlock otherwise)
      implements Terminator {}

  record WideBranch(
      Operation.Condition condition,
      Operand leftLow,
      Operand leftHigh,
      Operand rightLow,
      Operand rightHigh,
      BasicBlock then,
      BasicBlock otherwise)
      implements Terminator {}

  record RealBranch(
      Operation.RealCondition condition,
      Operand left,
      Operand right,
      BasicBlock then,
      BasicBlock otherwise)
      implements Terminator {}

  /** A switch on a word; cases do not overlap and are sorted in its order. */
  record Switch(Operand value, boolean signed, List<Case> cases, BasicBlock otherwise)
      implements Terminator {}

  /** From first to last, both included. */
  record Case(int first, int last, BasicBlock to) {}

  /** A jump to an address from {@link Operation.BlockAddress}. */
  record JumpComputed(Operand address, List<BasicBlock> targets) implements Terminator {}

  /** After {@code asm goto}: to the next block or one of the labels. */
  record AssemblyGoto(Operation.Assembly assembly, List<BasicBlock> labels, BasicBlock next)
      implements Terminator {}

  /**
   * Return.
   *
   * @param values none, a word, two words (EDX:EAX) or a real (ST0)
   */
  record Return(List<Operand> values) implements Terminator {}

  /** Control never comes here. */
  record Unreachable() implements Terminator {}

  /** A terminator where the source has it. */
  record Located(Terminator terminator, Span span) {}
}

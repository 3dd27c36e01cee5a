package cloister.cc.optimize;

import cloister.asm.report.Span;
import cloister.cc.ir.Address;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.BasicBlock.Instruction;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.Binary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Divisions and products by constants become cheaper operations. */
final class StrengthReduction {
  private final SsaForm form;

  private StrengthReduction(SsaForm form) {
    this.form = form;
  }

  static void run(SsaForm form) {
    StrengthReduction pass = new StrengthReduction(form);
    form.graph().order().forEach(pass::block);
  }

  private void block(BasicBlock block) {
    List<Instruction> reduced = new ArrayList<>(block.instructions().size());
    for (Instruction one : block.instructions()) {
      if (one.operation() instanceof Binary binary
          && binary.right() instanceof Literal(int constant)) {
        reduced.addAll(reduced(binary, constant, one.span()));
      } else {
        reduced.add(one);
      }
    }
    block.instructions().clear();
    block.instructions().addAll(reduced);
  }

  private List<Instruction> reduced(Binary binary, int constant, Span span) {
    Sequence sequence = new Sequence(form.function(), span);
    boolean done =
        switch (binary.operator()) {
          case MULTIPLY -> multiply(binary, constant, sequence);
          case DIVIDE, DIVIDE_UNSIGNED, REMAINDER, REMAINDER_UNSIGNED ->
              new ConstantDivision(sequence, binary.left(), constant).replace(binary);
          default -> false;
        };
    return done ? sequence.instructions() : List.of(new Instruction(binary, span));
  }

  /** {@code lea} adds a register to its own double, fourfold or eightfold. */
  private static boolean multiply(Binary binary, int factor, Sequence sequence) {
    boolean scaled = factor == 3 || factor == 5 || factor == 9;
    if (!scaled || !(binary.left() instanceof Register register)) {
      return false;
    }
    Address address = new Address(register, Optional.of(register), factor - 1, 0);
    sequence.add(new Operation.AddressOf(binary.to(), address));
    return true;
  }
}

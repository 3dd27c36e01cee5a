package cloister.cc.optimize;

import cloister.asm.report.Span;
import cloister.cc.ir.BasicBlock.Instruction;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Kind;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.BinaryOperator;
import cloister.cc.ir.Operation.Condition;
import java.util.ArrayList;
import java.util.List;

/** Operations that take the place of one. */
final class Sequence {
  private final IrFunction function;
  private final Span span;
  private final List<Instruction> instructions = new ArrayList<>();

  Sequence(IrFunction function, Span span) {
    this.function = function;
    this.span = span;
  }

  List<Instruction> instructions() {
    return instructions;
  }

  void add(Operation operation) {
    instructions.add(new Instruction(operation, span));
  }

  Operand binary(BinaryOperator operator, Operand left, Operand right) {
    Register to = function.newRegister(Kind.WORD);
    add(new Operation.Binary(operator, to, left, right));
    return to;
  }

  Operand binary(BinaryOperator operator, Operand left, int right) {
    return binary(operator, left, new Literal(right));
  }

  Operand compare(Condition condition, Operand left, int right) {
    Register to = function.newRegister(Kind.WORD);
    add(new Operation.Compare(condition, to, left, new Literal(right)));
    return to;
  }

  /** The high word of a product. */
  Operand highProduct(boolean signed, Operand left, int right) {
    Register low = function.newRegister(Kind.WORD);
    Register high = function.newRegister(Kind.WORD);
    add(new Operation.MultiplyLong(signed, low, high, left, new Literal(right)));
    return high;
  }
}

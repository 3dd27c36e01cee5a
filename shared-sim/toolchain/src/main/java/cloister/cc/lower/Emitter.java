package cloister.cc.lower;

import cloister.asm.report.Span;
import cloister.cc.ir.Address;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.Evaluation;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Kind;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.BinaryOperator;
import cloister.cc.ir.Operation.Condition;
import cloister.cc.ir.Terminator;
import java.util.List;
import java.util.OptionalInt;

/** Adds operations to the block under construction; what is known already needs none. */
final class Emitter {
  private final IrFunction function;
  private BasicBlock current;
  private Span span;

  Emitter(IrFunction function) {
    this.function = function;
    span = function.span();
    current = function.newBlock();
    function.blocks().add(current);
  }

  IrFunction function() {
    return function;
  }

  Span span() {
    return span;
  }

  /** What follows was written here. */
  void at(Span place) {
    span = place;
  }

  BasicBlock newBlock() {
    return function.newBlock();
  }

  BasicBlock current() {
    return current;
  }

  /** Code behind a jump goes to a block of its own, which nothing reaches. */
  void add(Operation operation) {
    open();
    current.add(operation, span);
  }

  private void open() {
    if (current.isEnded()) {
      current = newBlock();
      function.blocks().add(current);
    }
  }

  void end(Terminator terminator) {
    open();
    current.end(terminator, span);
  }

  /** Goes on in a block, which the present one falls into unless it has ended. */
  void start(BasicBlock block) {
    if (!current.isEnded()) {
      jump(block);
    }
    function.blocks().add(block);
    current = block;
  }

  void jump(BasicBlock to) {
    end(new Terminator.Jump(to));
  }

  void branch(
      Condition condition, Operand left, Operand right, BasicBlock then, BasicBlock otherwise) {
    if (left instanceof Literal a && right instanceof Literal b) {
      jump(Evaluation.holds(condition, a.value(), b.value()) ? then : otherwise);
    } else {
      end(new Terminator.Branch(condition, left, right, then, otherwise));
    }
  }

  Register word() {
    return function.newRegister(Kind.WORD);
  }

  Register real() {
    return function.newRegister(Kind.REAL);
  }

  Register copy(Operand from) {
    Register to = function.newRegister(kind(from));
    add(new Operation.Copy(to, from));
    return to;
  }

  static Kind kind(Operand operand) {
    return switch (operand) {
      case Register register -> register.kind();
      case Operand.RealLiteral ignored -> Kind.REAL;
      default -> Kind.WORD;
    };
  }

  /** Copies all parts of a value at once: its high word may be where the low one goes. */
  void copy(List<Register> to, Value from) {
    boolean crossed = to.size() == 2 && from.high().equals(to.getFirst());
    Value safe = crossed ? Value.wide(from.low(), copy(from.high())) : from;
    for (int i = 0; i < to.size(); i++) {
      add(new Operation.Copy(to.get(i), safe.parts().get(i)));
    }
  }

  List<Register> registers(Shape shape) {
    return switch (shape) {
      case NOTHING -> List.of();
      case WORD, MEMORY -> List.of(word());
      case WIDE -> List.of(word(), word());
      case REAL -> List.of(real());
    };
  }

  Operand binary(BinaryOperator operator, Operand left, Operand right) {
    if (left instanceof Literal a && right instanceof Literal b) {
      OptionalInt known = Evaluation.binary(operator, a.value(), b.value());
      if (known.isPresent()) {
        return new Literal(known.getAsInt());
      }
    }
    if (right instanceof Literal(int value) && isNeutral(operator, value)) {
      return left;
    }
    Register to = word();
    add(new Operation.Binary(operator, to, left, right));
    return to;
  }

  Operand binary(BinaryOperator operator, Operand left, int right) {
    return binary(operator, left, new Literal(right));
  }

  private static boolean isNeutral(BinaryOperator operator, int value) {
    return switch (operator) {
      case ADD, SUBTRACT, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_SIGNED -> value == 0;
      case MULTIPLY, DIVIDE, DIVIDE_UNSIGNED -> value == 1;
      case AND -> value == -1;
      case REMAINDER, REMAINDER_UNSIGNED -> false;
    };
  }

  Operand unary(Operation.UnaryOperator operator, Operand operand) {
    if (operand instanceof Literal(int value)) {
      return new Literal(Evaluation.unary(operator, value));
    }
    Register to = word();
    add(new Operation.Unary(operator, to, operand));
    return to;
  }

  Operand compare(Condition condition, Operand left, Operand right) {
    if (left instanceof Literal a && right instanceof Literal b) {
      return new Literal(Evaluation.holds(condition, a.value(), b.value()) ? 1 : 0);
    }
    Register to = word();
    add(new Operation.Compare(condition, to, left, right));
    return to;
  }

  Operand extend(Operand from, int bits, boolean signed) {
    if (bits == 32) {
      return from;
    }
    if (from instanceof Literal(int value)) {
      return new Literal(Evaluation.extend(value, bits, signed));
    }
    Register to = word();
    add(new Operation.Extend(to, from, bits, signed));
    return to;
  }

  /** The address as an operand, computed when need be. */
  Operand addressOf(Address address) {
    return address
        .asOperand()
        .orElseGet(
            () -> {
              Register to = word();
              add(new Operation.AddressOf(to, address));
              return to;
            });
  }

  Operand load(Address from) {
    Register to = word();
    add(new Operation.Load(to, from, 32, false, false));
    return to;
  }
}

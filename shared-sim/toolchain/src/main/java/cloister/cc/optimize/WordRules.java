package cloister.cc.optimize;

import cloister.cc.ir.Evaluation;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.Binary;
import cloister.cc.ir.Operation.BinaryOperator;
import java.util.Optional;
import java.util.OptionalInt;

/** Algebra on words: constants come together on the right, and what is neutral goes. */
final class WordRules {
  private final Definitions definitions;
  private final KnownBits bits;

  WordRules(Definitions definitions, KnownBits bits) {
    this.definitions = definitions;
    this.bits = bits;
  }

  Operation simplify(Binary binary) {
    Binary ordered = ordered(binary);
    if (ordered.right() instanceof Literal(int right)) {
      if (ordered.left() instanceof Literal(int left)) {
        OptionalInt known = Evaluation.binary(ordered.operator(), left, right);
        return known.isPresent() ? copy(ordered, new Literal(known.getAsInt())) : ordered;
      }
      return constant(ordered, right);
    }
    if (ordered.left().equals(ordered.right())
        && ordered.left() instanceof Register register
        && definitions.isValue(register)) {
      return same(ordered);
    }
    return ordered.left() instanceof Literal(int left) && left == 0 ? zeroLeft(ordered) : ordered;
  }

  private static Operation copy(Binary binary, Operand value) {
    return new Operation.Copy(binary.to(), value);
  }

  private static Binary with(Binary old, BinaryOperator operator, Operand left, int right) {
    return new Binary(operator, old.to(), left, new Literal(right));
  }

  /** A constant stands on the right; subtracting one adds its negative. */
  private static Binary ordered(Binary binary) {
    boolean commutes =
        switch (binary.operator()) {
          case ADD, MULTIPLY, AND, OR, XOR -> true;
          default -> false;
        };
    if (commutes && isConstant(binary.left()) && !(binary.right() instanceof Literal)) {
      return new Binary(binary.operator(), binary.to(), binary.right(), binary.left());
    }
    return binary.operator() == BinaryOperator.SUBTRACT
            && binary.right() instanceof Literal(int value)
        ? with(binary, BinaryOperator.ADD, binary.left(), -value)
        : binary;
  }

  private static boolean isConstant(Operand operand) {
    return !(operand instanceof Register);
  }

  private Operation same(Binary binary) {
    return switch (binary.operator()) {
      case SUBTRACT, XOR -> copy(binary, new Literal(0));
      case AND, OR -> copy(binary, binary.left());
      case ADD -> with(binary, BinaryOperator.SHIFT_LEFT, binary.left(), 1);
      default -> binary;
    };
  }

  private static Operation zeroLeft(Binary binary) {
    return switch (binary.operator()) {
      case ADD, OR, XOR -> copy(binary, binary.right());
      case SUBTRACT ->
          new Operation.Unary(Operation.UnaryOperator.NEGATE, binary.to(), binary.right());
      case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_SIGNED -> copy(binary, new Literal(0));
      default -> binary;
    };
  }

  private Operation constant(Binary binary, int right) {
    Operand left = binary.left();
    return switch (binary.operator()) {
      case ADD -> right == 0 ? copy(binary, left) : address(binary, right);
      case OR -> or(binary, right);
      case XOR ->
          right == 0
              ? copy(binary, left)
              : right == -1 ? complement(binary) : nested(binary, right);
      case AND -> and(binary, right);
      case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_SIGNED ->
          right == 0 ? copy(binary, left) : nested(binary, right);
      case MULTIPLY -> multiply(binary, right);
      case DIVIDE -> right == 1 ? copy(binary, left) : binary;
      case DIVIDE_UNSIGNED ->
          ConstantDivision.isPower(right)
              ? shift(binary, BinaryOperator.SHIFT_RIGHT, right)
              : binary;
      case REMAINDER -> right == 1 || right == -1 ? copy(binary, new Literal(0)) : binary;
      case REMAINDER_UNSIGNED ->
          ConstantDivision.isPower(right)
              ? simplify(with(binary, BinaryOperator.AND, left, right - 1))
              : binary;
      case SUBTRACT -> binary;
    };
  }

  private static Operation complement(Binary binary) {
    return new Operation.Unary(Operation.UnaryOperator.COMPLEMENT, binary.to(), binary.left());
  }

  private Operation or(Binary binary, int right) {
    return right == 0
        ? copy(binary, binary.left())
        : right == -1 ? copy(binary, new Literal(-1)) : nested(binary, right);
  }

  private Operation and(Binary binary, int mask) {
    if (mask == 0) {
      return copy(binary, new Literal(0));
    }
    if ((bits.possible(binary.left()) & ~mask) == 0) {
      return copy(binary, binary.left());
    }
    if (mask == 0xFF || mask == 0xFFFF) {
      int width = mask == 0xFF ? 8 : 16;
      Operand from = binary.left();
      return new Operation.Extend(binary.to(), stripped(from, width), width, false);
    }
    return nested(binary, mask);
  }

  /** What only changes bits above the low ones need not happen. */
  Operand stripped(Operand operand, int width) {
    Optional<Operation> from = definitions.of(operand);
    if (from.isPresent()
        && from.get() instanceof Operation.Extend extend
        && extend.bits() >= width
        && definitions.isValue(extend.from())) {
      return stripped(extend.from(), width);
    }
    if (from.isPresent()
        && from.get() instanceof Binary and
        && and.operator() == BinaryOperator.AND
        && and.right() instanceof Literal(int mask)
        && (~mask & KnownBits.mask(width)) == 0
        && definitions.isValue(and.left())) {
      return stripped(and.left(), width);
    }
    return operand;
  }

  private Operation shift(Binary binary, BinaryOperator operator, int power) {
    return simplify(with(binary, operator, binary.left(), Integer.numberOfTrailingZeros(power)));
  }

  private Operation multiply(Binary binary, int right) {
    if (right == 0) {
      return copy(binary, new Literal(0));
    }
    if (right == -1) {
      return new Operation.Unary(Operation.UnaryOperator.NEGATE, binary.to(), binary.left());
    }
    return ConstantDivision.isPower(right)
        ? shift(binary, BinaryOperator.SHIFT_LEFT, right)
        : nested(binary, right);
  }

  private Operation address(Binary binary, int right) {
    return switch (binary.left()) {
      case Operand.SymbolAddress symbol ->
          copy(binary, new Operand.SymbolAddress(symbol.symbol(), symbol.offset() + right));
      case Operand.FrameAddress frame ->
          copy(binary, new Operand.FrameAddress(frame.object(), frame.offset() + right));
      default -> nested(binary, right);
    };
  }

  /** {@code (x op a) op b} is one operation. */
  private Operation nested(Binary binary, int right) {
    Optional<Operation> inner = definitions.of(binary.left());
    if (inner.isEmpty()
        || !(inner.get() instanceof Binary first)
        || first.operator() != binary.operator()
        || !(first.right() instanceof Literal(int left))
        || !definitions.isValue(first.left())) {
      return binary;
    }
    return switch (binary.operator()) {
      case SHIFT_LEFT, SHIFT_RIGHT ->
          left + right > 31
              ? copy(binary, new Literal(0))
              : with(binary, binary.operator(), first.left(), left + right);
      case SHIFT_RIGHT_SIGNED ->
          with(binary, binary.operator(), first.left(), Math.min(31, left + right));
      default -> {
        int both = Evaluation.binary(binary.operator(), left, right).orElseThrow();
        yield simplify(with(binary, binary.operator(), first.left(), both));
      }
    };
  }
}

package cloister.cc.optimize;

import cloister.cc.ir.Evaluation;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.BinaryOperator;
import cloister.cc.ir.Operation.WideBinary;
import java.util.Optional;

/** What is known of 64-bit operations. */
final class WideRules {
  private WideRules() {}

  /** The value of a pair of constants. */
  static Optional<Long> known(Operand low, Operand high) {
    return low instanceof Literal(int a) && high instanceof Literal(int b)
        ? Optional.of((long) b << 32 | a & 0xFFFF_FFFFL)
        : Optional.empty();
  }

  static Operation simplify(Operation.WideCompare compare) {
    Optional<Long> left = known(compare.leftLow(), compare.leftHigh());
    Optional<Long> right = known(compare.rightLow(), compare.rightHigh());
    if (left.isPresent() && right.isPresent()) {
      boolean holds = Evaluation.holdsWide(compare.condition(), left.get(), right.get());
      return new Operation.Copy(compare.to(), new Literal(holds ? 1 : 0));
    }
    return compare;
  }

  /** A product of two words that were widened with zeros is one instruction. */
  static Operation simplify(WideBinary binary) {
    return binary.operator() == BinaryOperator.MULTIPLY
            && isZero(binary.leftHigh())
            && isZero(binary.rightHigh())
        ? new Operation.MultiplyLong(
            false, binary.toLow(), binary.toHigh(), binary.leftLow(), binary.rightLow())
        : binary;
  }

  private static boolean isZero(Operand operand) {
    return operand instanceof Literal(int value) && value == 0;
  }

  /** The result, when it takes no operation. */
  static Optional<Long> value(WideBinary binary) {
    Optional<Long> left = known(binary.leftLow(), binary.leftHigh());
    Optional<Long> right = known(binary.rightLow(), binary.rightHigh());
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    long a = left.get();
    long b = right.get();
    return switch (binary.operator()) {
      case ADD -> Optional.of(a + b);
      case SUBTRACT -> Optional.of(a - b);
      case MULTIPLY -> Optional.of(a * b);
      case SHIFT_LEFT -> Optional.of(a << b);
      case SHIFT_RIGHT -> Optional.of(a >>> b);
      case SHIFT_RIGHT_SIGNED -> Optional.of(a >> b);
      default -> Optional.empty();
    };
  }

  /** True when the result is the left operand. */
  static boolean isNeutral(WideBinary binary) {
    return binary.operator() != BinaryOperator.MULTIPLY
        && isZero(binary.rightLow())
        && isZero(binary.rightHigh());
  }
}

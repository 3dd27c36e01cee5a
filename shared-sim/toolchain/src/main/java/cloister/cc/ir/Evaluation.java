package cloister.cc.ir;

import cloister.cc.ir.Operation.BinaryOperator;
import cloister.cc.ir.Operation.BitOperator;
import cloister.cc.ir.Operation.Condition;
import cloister.cc.ir.Operation.UnaryOperator;
import java.util.OptionalInt;

/** What operations on known words give. */
public final class Evaluation {
  private Evaluation() {}

  /** Nothing for a division that traps. */
  public static OptionalInt binary(BinaryOperator operator, int left, int right) {
    return switch (operator) {
      case DIVIDE, DIVIDE_UNSIGNED, REMAINDER, REMAINDER_UNSIGNED ->
          traps(operator, left, right)
              ? OptionalInt.empty()
              : OptionalInt.of(quotient(operator, left, right));
      case ADD -> OptionalInt.of(left + right);
      case SUBTRACT -> OptionalInt.of(left - right);
      case MULTIPLY -> OptionalInt.of(left * right);
      case AND -> OptionalInt.of(left & right);
      case OR -> OptionalInt.of(left | right);
      case XOR -> OptionalInt.of(left ^ right);
      case SHIFT_LEFT -> OptionalInt.of(left << right);
      case SHIFT_RIGHT -> OptionalInt.of(left >>> right);
      case SHIFT_RIGHT_SIGNED -> OptionalInt.of(left >> right);
    };
  }

  private static boolean traps(BinaryOperator operator, int left, int right) {
    boolean signed = operator == BinaryOperator.DIVIDE || operator == BinaryOperator.REMAINDER;
    return right == 0 || signed && left == Integer.MIN_VALUE && right == -1;
  }

  private static int quotient(BinaryOperator operator, int left, int right) {
    return switch (operator) {
      case DIVIDE -> left / right;
      case DIVIDE_UNSIGNED -> Integer.divideUnsigned(left, right);
      case REMAINDER -> left % right;
      case REMAINDER_UNSIGNED -> Integer.remainderUnsigned(left, right);
      default -> throw new IllegalStateException("no division: " + operator);
    };
  }

  public static int unary(UnaryOperator operator, int value) {
    return switch (operator) {
      case NEGATE -> -value;
      case COMPLEMENT -> ~value;
    };
  }

  public static int bits(BitOperator operator, int value) {
    return switch (operator) {
      case SWAP_BYTES -> Integer.reverseBytes(value);
      case LEADING_ZEROS -> Integer.numberOfLeadingZeros(value);
      case TRAILING_ZEROS -> Integer.numberOfTrailingZeros(value);
    };
  }

  public static int extend(int value, int bits, boolean signed) {
    int unused = 32 - bits;
    return signed ? value << unused >> unused : value << unused >>> unused;
  }

  public static boolean holds(Condition condition, int left, int right) {
    return ordered(condition, Integer.compare(left, right), Integer.compareUnsigned(left, right));
  }

  /** For 64 bits. */
  public static boolean holdsWide(Condition condition, long left, long right) {
    return ordered(condition, Long.compare(left, right), Long.compareUnsigned(left, right));
  }

  private static boolean ordered(Condition condition, int signed, int unsigned) {
    return switch (condition) {
      case EQUAL -> signed == 0;
      case NOT_EQUAL -> signed != 0;
      case LESS -> signed < 0;
      case LESS_EQUAL -> signed <= 0;
      case GREATER -> signed > 0;
      case GREATER_EQUAL -> signed >= 0;
      case BELOW -> unsigned < 0;
      case BELOW_EQUAL -> unsigned <= 0;
      case ABOVE -> unsigned > 0;
      case ABOVE_EQUAL -> unsigned >= 0;
    };
  }
}

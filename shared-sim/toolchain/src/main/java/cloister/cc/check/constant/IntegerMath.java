package cloister.cc.check.constant;

import cloister.cc.tree.Expression.BinaryOperator;
import cloister.cc.type.IntegerType;
import java.util.Optional;

/** Arithmetic of the integer types on constants; values are kept extended to 64 bits. */
public final class IntegerMath {
  private IntegerMath() {}

  /** A result, wrapped to its type, and whether it had to be. */
  public record Outcome(long value, boolean overflow) {}

  /** A value as its type keeps it. */
  public static long wrap(long value, IntegerType type) {
    return switch (type.kind()) {
      case BOOL -> value != 0 ? 1 : 0;
      case CHAR, SIGNED_CHAR -> (byte) value;
      case UNSIGNED_CHAR, CHAR_WITHOUT_SIGN -> value & 0xFF;
      case SHORT -> (short) value;
      case UNSIGNED_SHORT -> value & 0xFFFF;
      case INT, LONG -> (int) value;
      case UNSIGNED_INT, UNSIGNED_LONG -> value & 0xFFFF_FFFFL;
      case LONG_LONG -> value << 64 - type.width() >> 64 - type.width();
      case UNSIGNED_LONG_LONG -> value << 64 - type.width() >>> 64 - type.width();
    };
  }

  /** Wraps the exact result of an operation. */
  private static Outcome fit(long exact, IntegerType type) {
    long value = wrap(exact, type);
    return new Outcome(value, type.isSigned() && value != exact);
  }

  /** Nothing for a division by zero. */
  public static Optional<Outcome> binary(
      BinaryOperator operator, long a, long b, IntegerType type) {
    return switch (operator) {
      case ADD -> Optional.of(sum(a, b, type));
      case SUBTRACT -> Optional.of(difference(a, b, type));
      case MULTIPLY -> Optional.of(product(a, b, type));
      case DIVIDE -> b == 0 ? Optional.empty() : Optional.of(quotient(a, b, type));
      case REMAINDER -> b == 0 ? Optional.empty() : Optional.of(remainder(a, b, type));
      case AND -> Optional.of(new Outcome(a & b, false));
      case OR -> Optional.of(new Outcome(a | b, false));
      case XOR -> Optional.of(new Outcome(a ^ b, false));
      case SHIFT_LEFT -> Optional.of(new Outcome(wrap(a << b, type), false));
      case SHIFT_RIGHT ->
          Optional.of(new Outcome(type.isSigned() ? a >> b : wrap(a >>> b, type), false));
      case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
          Optional.of(new Outcome(holds(operator, compare(a, b, type.isSigned())) ? 1 : 0, false));
    };
  }

  private static Outcome sum(long a, long b, IntegerType type) {
    long sum = a + b;
    boolean wide = type.isWide() && type.isSigned() && ((a ^ sum) & (b ^ sum)) < 0;
    return wide ? new Outcome(sum, true) : fit(sum, type);
  }

  private static Outcome difference(long a, long b, IntegerType type) {
    long difference = a - b;
    boolean wide = type.isWide() && type.isSigned() && ((a ^ b) & (a ^ difference)) < 0;
    return wide ? new Outcome(difference, true) : fit(difference, type);
  }

  private static Outcome product(long a, long b, IntegerType type) {
    long product = a * b;
    boolean lost =
        a != 0 && (product / a != b || a == -1 && b == Long.MIN_VALUE) && type.isSigned();
    return type.isWide() ? new Outcome(product, lost) : fit(product, type);
  }

  private static Outcome quotient(long a, long b, IntegerType type) {
    if (type.isSigned()) {
      boolean lost = b == -1 && a == Long.MIN_VALUE;
      return lost ? new Outcome(a, true) : fit(a / b, type);
    }
    return new Outcome(Long.divideUnsigned(a, b), false);
  }

  private static Outcome remainder(long a, long b, IntegerType type) {
    long value = !type.isSigned() ? Long.remainderUnsigned(a, b) : b == -1 ? 0 : a % b;
    return new Outcome(value, false);
  }

  public static int compare(long a, long b, boolean signed) {
    return signed ? Long.compare(a, b) : Long.compareUnsigned(a, b);
  }

  static boolean holds(BinaryOperator operator, int order) {
    return switch (operator) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_EQUAL -> order >= 0;
      default -> throw new IllegalArgumentException(operator + " compares nothing");
    };
  }
}

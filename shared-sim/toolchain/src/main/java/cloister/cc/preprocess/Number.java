package cloister.cc.preprocess;

/** A value of {@code intmax_t} or {@code uintmax_t} (C11 6.10.1, 4). */
record Number(long value, boolean unsigned) {
  static final Number ZERO = new Number(0, false);
  private static final int BITS = 64;

  static Number of(boolean truth) {
    return new Number(truth ? 1 : 0, false);
  }

  boolean isTrue() {
    return value != 0;
  }

  boolean dividesByZero(String operator, Number divisor) {
    return (operator.equals("/") || operator.equals("%")) && divisor.value == 0;
  }

  Number apply(String operator, Number right) {
    boolean either = unsigned || right.unsigned;
    return switch (operator) {
      case "||" -> of(isTrue() || right.isTrue());
      case "&&" -> of(isTrue() && right.isTrue());
      case "==" -> of(value == right.value);
      case "!=" -> of(value != right.value);
      case "<" -> of(compare(right) < 0);
      case ">" -> of(compare(right) > 0);
      case "<=" -> of(compare(right) <= 0);
      case ">=" -> of(compare(right) >= 0);
      case "<<" -> shifted(right.amount());
      case ">>" -> shifted(-right.amount());
      case "|" -> new Number(value | right.value, either);
      case "^" -> new Number(value ^ right.value, either);
      case "&" -> new Number(value & right.value, either);
      case "+" -> new Number(value + right.value, either);
      case "-" -> new Number(value - right.value, either);
      case "*" -> new Number(value * right.value, either);
      case "/" -> new Number(quotient(right, either), either);
      case "%" -> new Number(remainder(right, either), either);
      default -> throw new IllegalStateException(operator);
    };
  }

  private int compare(Number right) {
    return unsigned || right.unsigned
        ? Long.compareUnsigned(value, right.value)
        : Long.compare(value, right.value);
  }

  /** By how many bits a shift goes to the left; a negative count shifts the other way. */
  private int amount() {
    return unsigned && value < 0 ? BITS : Math.clamp(value, -BITS, BITS);
  }

  private Number shifted(int left) {
    int right = Math.min(-left, BITS - 1);
    long result =
        left >= BITS
            ? 0
            : left >= 0
                ? value << left
                : !unsigned ? value >> right : -left >= BITS ? 0 : value >>> right;
    return new Number(result, unsigned);
  }

  private long quotient(Number right, boolean either) {
    if (right.value == 0) {
      return value;
    }
    return either ? Long.divideUnsigned(value, right.value) : value / right.value;
  }

  private long remainder(Number right, boolean either) {
    if (right.value == 0) {
      return value;
    }
    return either ? Long.remainderUnsigned(value, right.value) : value % right.value;
  }
}

package cloister.cc.check.constant;

import cloister.cc.tree.Expression.BinaryOperator;
import cloister.cc.tree.Real;
import cloister.cc.type.Type.Floating;
import cloister.cpu.fpu.Extended;
import cloister.cpu.fpu.Formats;
import cloister.cpu.fpu.RealArithmetic;
import cloister.cpu.fpu.Rounder;
import java.util.Optional;

/** Floating constants, calculated by the processor's own x87 in the precision of their type. */
public final class RealMath {
  private static final int ALL_MASKED = 0x7F;
  private static final int EXTENDED_PRECISION = 0x300;
  private static final int DOUBLE_PRECISION = 0x200;

  private final Rounder rounder = new Rounder();
  private final RealArithmetic arithmetic = new RealArithmetic(rounder);
  private final Formats formats = new Formats(rounder);
  private final Extended a = new Extended();
  private final Extended b = new Extended();
  private final Extended result = new Extended();

  private static int precision(Floating type) {
    return switch (type) {
      case FLOAT -> 0;
      case DOUBLE -> DOUBLE_PRECISION;
      case LONG_DOUBLE -> EXTENDED_PRECISION;
    };
  }

  private void begin(Floating type) {
    rounder.begin(ALL_MASKED | precision(type));
    arithmetic.begin();
  }

  private static void load(Real number, Extended target) {
    long bits = number.significand();
    target.set(number.signExponent(), (int) (bits >>> 32), (int) bits);
  }

  private Real answer() {
    long bits = (long) result.high << 32 | result.low & 0xFFFF_FFFFL;
    return new Real(bits, result.signExponent & 0xFFFF);
  }

  /** The number of a bit pattern of four or eight bytes. */
  public Real ofBits(long bits, Floating type) {
    begin(type);
    if (type == Floating.FLOAT) {
      formats.loadSingle((int) bits, result);
    } else {
      formats.loadDouble((int) (bits >>> 32), (int) bits, result);
    }
    return answer();
  }

  /** Rounded to a type. */
  public Real round(Real number, Floating type) {
    load(number, result);
    return fit(type);
  }

  /** Brings the result into its type's range. */
  private Real fit(Floating type) {
    begin(type);
    if (type == Floating.FLOAT) {
      formats.storeSingle(result);
      int word = formats.low;
      formats.loadSingle(word, result);
    } else if (type == Floating.DOUBLE) {
      formats.storeDouble(result);
      int high = formats.high;
      int low = formats.low;
      formats.loadDouble(high, low, result);
    }
    return answer();
  }

  /** A sum, difference, product or quotient. */
  public Real binary(BinaryOperator operator, Real x, Real y, Floating type) {
    load(x, a);
    load(y, b);
    begin(type);
    switch (operator) {
      case ADD -> arithmetic.add(a, b, result);
      case SUBTRACT -> arithmetic.subtract(a, b, result);
      case MULTIPLY -> arithmetic.multiply(a, b, result);
      case DIVIDE -> arithmetic.divide(a, b, result);
      default -> throw new IllegalArgumentException(operator + " on real numbers");
    }
    return fit(type);
  }

  /** Whether a comparison holds. */
  public boolean compares(BinaryOperator operator, Real x, Real y) {
    load(x, a);
    load(y, b);
    begin(Floating.LONG_DOUBLE);
    int order = arithmetic.compare(a, b, true);
    if (order == RealArithmetic.UNORDERED) {
      return operator == BinaryOperator.NOT_EQUAL;
    }
    int sign = order == RealArithmetic.LESS ? -1 : order == RealArithmetic.EQUAL ? 0 : 1;
    return IntegerMath.holds(operator, sign);
  }

  public static boolean isZero(Real number) {
    return number.significand() == 0 && (number.signExponent() & 0x7FFF) == 0;
  }

  public static boolean isNan(Real number) {
    return (number.signExponent() & 0x7FFF) == 0x7FFF && number.significand() << 1 != 0;
  }

  public static Real negate(Real number) {
    return new Real(number.significand(), number.signExponent() ^ 0x8000);
  }

  public static Real absolute(Real number) {
    return new Real(number.significand(), number.signExponent() & 0x7FFF);
  }

  public static Real infinity() {
    return new Real(1L << 63, 0x7FFF);
  }

  public static Real quietNan() {
    return new Real(3L << 62, 0x7FFF);
  }

  public Real squareRoot(Real number, Floating type) {
    load(number, a);
    begin(type);
    arithmetic.squareRoot(a, result);
    return fit(type);
  }

  /** The number of an integer, rounded to a type. */
  public Real ofInteger(long value, boolean signed, Floating type) {
    if (value < 0 && !signed) {
      return exact(value, type);
    }
    begin(Floating.LONG_DOUBLE);
    formats.loadInteger((int) (value >>> 32), (int) value, result);
    return fit(type);
  }

  /** An unsigned number with its top bit set is its own significand. */
  private Real exact(long value, Floating type) {
    result.set(0x3FFF + 63, (int) (value >>> 32), (int) value);
    return fit(type);
  }

  /** Truncated towards zero; nothing when no 64 bits hold it. */
  public Optional<Long> toInteger(Real number, boolean signed) {
    int exponent = (number.signExponent() & 0x7FFF) - 0x3FFF;
    boolean negative = (number.signExponent() & 0x8000) != 0;
    if (exponent < 0) {
      return Optional.of(0L);
    }
    boolean lowest = negative && exponent == 63 && number.significand() == 1L << 63;
    if (exponent > 63 || exponent == 63 && !lowest && (signed || negative)) {
      return Optional.empty();
    }
    long magnitude = number.significand() >>> 63 - exponent;
    return Optional.of(negative ? -magnitude : magnitude);
  }

  /** As it stands in memory, the lowest byte first; a {@code long double} has two more of zero. */
  public byte[] bytes(Real number, Floating type) {
    byte[] bytes = new byte[type.size()];
    if (type == Floating.LONG_DOUBLE) {
      put(bytes, 0, number.significand(), 8);
      put(bytes, 8, number.signExponent(), 2);
      return bytes;
    }
    load(number, result);
    begin(type);
    if (type == Floating.FLOAT) {
      formats.storeSingle(result);
      put(bytes, 0, formats.low, 4);
    } else {
      formats.storeDouble(result);
      put(bytes, 0, formats.low, 4);
      put(bytes, 4, formats.high, 4);
    }
    return bytes;
  }

  private static void put(byte[] bytes, int at, long value, int count) {
    for (int i = 0; i < count; i++) {
      bytes[at + i] = (byte) (value >>> 8 * i);
    }
  }
}

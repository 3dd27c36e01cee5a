package cloister.cc.optimize;

import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.Binary;
import cloister.cc.ir.Operation.BinaryOperator;
import cloister.cc.ir.Operation.Condition;

/**
 * Division by a constant as a multiplication by its reciprocal (Granlund and Montgomery, Division
 * by Invariant Integers using Multiplication). With M = floor(2^(32+s)/d) + 1 and e = M d -
 * 2^(32+s), n M / 2^(32+s) exceeds n/d by n e / (d 2^(32+s)); while e N is at most 2^(32+s) for all
 * n below N, that is less than 1/d, so that the floor is the quotient.
 */
final class ConstantDivision {
  private final Sequence out;
  private final Operand dividend;
  private final int divisor;

  ConstantDivision(Sequence out, Operand dividend, int divisor) {
    this.out = out;
    this.dividend = dividend;
    this.divisor = divisor;
  }

  /** False when the division stays as it is. */
  boolean replace(Binary binary) {
    boolean signed =
        binary.operator() == BinaryOperator.DIVIDE || binary.operator() == BinaryOperator.REMAINDER;
    boolean quotient =
        binary.operator() == BinaryOperator.DIVIDE
            || binary.operator() == BinaryOperator.DIVIDE_UNSIGNED;
    if (divisor == 0 || divisor == 1 || signed && (divisor == -1 || divisor == Integer.MIN_VALUE)) {
      return false;
    }
    if (signed && !quotient && isPower(Math.abs(divisor))) {
      remainderOfPower(binary.to());
      return true;
    }
    Operand result = signed ? signed() : unsigned();
    if (!quotient) {
      Operand product = out.binary(BinaryOperator.MULTIPLY, result, divisor);
      out.add(new Binary(BinaryOperator.SUBTRACT, binary.to(), dividend, product));
    } else {
      out.add(new Operation.Copy(binary.to(), result));
    }
    return true;
  }

  /** Whether an unsigned number is a power of two. */
  static boolean isPower(int value) {
    return Integer.bitCount(value) == 1;
  }

  /** What makes the shift of a negative number round towards zero: d - 1, else 0. */
  private Operand correction(int shift) {
    Operand sign =
        shift == 1 ? dividend : out.binary(BinaryOperator.SHIFT_RIGHT_SIGNED, dividend, 31);
    return out.binary(BinaryOperator.SHIFT_RIGHT, sign, 32 - shift);
  }

  private void remainderOfPower(Register to) {
    int power = Math.abs(divisor);
    Operand correction = correction(Integer.numberOfTrailingZeros(power));
    Operand sum = out.binary(BinaryOperator.ADD, dividend, correction);
    Operand low = out.binary(BinaryOperator.AND, sum, power - 1);
    out.add(new Binary(BinaryOperator.SUBTRACT, to, low, correction));
  }

  private Operand signed() {
    int magnitude = Math.abs(divisor);
    Operand quotient = isPower(magnitude) ? ofPower(magnitude) : ofReciprocal(magnitude);
    return divisor < 0 ? out.binary(BinaryOperator.SUBTRACT, new Literal(0), quotient) : quotient;
  }

  private Operand ofPower(int power) {
    int shift = Integer.numberOfTrailingZeros(power);
    Operand sum = out.binary(BinaryOperator.ADD, dividend, correction(shift));
    return out.binary(BinaryOperator.SHIFT_RIGHT_SIGNED, sum, shift);
  }

  /** For n below 2^31; a negative dividend's floor is one too low. */
  private Operand ofReciprocal(int magnitude) {
    int shift = 0;
    long factor = factor(magnitude, shift);
    while (excess(factor, magnitude, shift) > 2L << shift) {
      factor = factor(magnitude, ++shift);
    }
    Operand high = out.highProduct(true, dividend, (int) factor);
    if (factor >= 1L << 31) {
      high = out.binary(BinaryOperator.ADD, high, dividend);
    }
    Operand floor = out.binary(BinaryOperator.SHIFT_RIGHT_SIGNED, high, shift);
    Operand sign = out.binary(BinaryOperator.SHIFT_RIGHT_SIGNED, dividend, 31);
    return out.binary(BinaryOperator.SUBTRACT, floor, sign);
  }

  private static long factor(long magnitude, int shift) {
    return Long.divideUnsigned(1L << 32 + shift, magnitude) + 1;
  }

  private static long excess(long factor, long magnitude, int shift) {
    return factor * magnitude - (1L << 32 + shift);
  }

  private Operand unsigned() {
    if (divisor < 0) {
      return out.compare(Condition.ABOVE_EQUAL, dividend, divisor);
    }
    int shift = shift(0);
    if (factor(divisor, shift) < 1L << 32) {
      Operand high = out.highProduct(false, dividend, (int) factor(divisor, shift));
      return out.binary(BinaryOperator.SHIFT_RIGHT, high, shift);
    }
    int zeros = Integer.numberOfTrailingZeros(divisor);
    return zeros > 0 ? halved(zeros) : long33(shift);
  }

  /** The smallest shift that is exact for dividends below 2 to the 32 - zeros. */
  private int shift(int zeros) {
    int shift = 0;
    while (excess(factor(divisor, shift), divisor, shift) > 1L << shift + zeros) {
      shift++;
    }
    return shift;
  }

  /** An even divisor's zeros go first, which leaves the dividend fewer bits. */
  private Operand halved(int zeros) {
    Operand small = out.binary(BinaryOperator.SHIFT_RIGHT, dividend, zeros);
    ConstantDivision rest = new ConstantDivision(out, small, divisor >>> zeros);
    int shift = rest.shift(zeros);
    int factor = (int) factor(divisor >>> zeros, shift);
    Operand high = out.highProduct(false, small, factor);
    return out.binary(BinaryOperator.SHIFT_RIGHT, high, shift);
  }

  /** The factor's 33rd bit is an addition, made without overflow as (n - high)/2 + high. */
  private Operand long33(int shift) {
    Operand high = out.highProduct(false, dividend, (int) factor(divisor, shift));
    Operand difference = out.binary(BinaryOperator.SUBTRACT, dividend, high);
    Operand half = out.binary(BinaryOperator.SHIFT_RIGHT, difference, 1);
    Operand sum = out.binary(BinaryOperator.ADD, half, high);
    return out.binary(BinaryOperator.SHIFT_RIGHT, sum, shift - 1);
  }
}

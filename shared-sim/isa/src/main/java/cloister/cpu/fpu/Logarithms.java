package cloister.cpu.fpu;

/** F2XM1, FYL2X and FYL2XP1, as {@link Trigonometry} does its part (SDM 1, 8.3.9). */
public final class Logarithms {
  private static final int[] CONSTANTS = {
    // ln 2; 2 / ln 2
    0xb17217f7, 0xd1cf79ab, 0xc9e3b398, 0x03f2f6af,
    0xe2a8eca5, 0x705fc2ee, 0xfa1ffb41, 0xa474fa23
  };

  private static final int LN_2 = 0;
  private static final int TWO_OVER_LN_2 = 4;

  /** Significand of the square root of two, upper word. */
  private static final int ROOT_OF_TWO = 0xb504f333;

  private final Rounder rounder;
  private final RealArithmetic arithmetic;
  private final Real x = new Real();
  private final Real y = new Real();
  private final Real z = new Real();
  private final Series series;
  private final Fixed one;
  private final Fixed constant;
  private final Fixed argument;
  private final Fixed square;
  private final Fixed sum;
  private final Fixed quotient;
  private int exponent;

  public Logarithms(Rounder rounder, RealArithmetic arithmetic) {
    this.rounder = rounder;
    this.arithmetic = arithmetic;
    series = new Series(rounder);
    one = series.one;
    constant = series.constant;
    argument = series.argument;
    square = series.square;
    sum = series.sum;
    quotient = series.quotient;
  }

  /** Two to the power of a, minus one, for a between -1 and 1; other numbers stay. */
  public void exponential(Extended a, Extended result) {
    if (arithmetic.answersNan(a, a, result)) {
      return;
    }
    arithmetic.noteDenormals(a, a);
    result.set(a);
    if (a.isInfinity() && a.negative()) {
      result.set(0x8000 | Extended.BIAS, Extended.TOP_BIT, 0);
      return;
    }
    if (a.isZero() || a.exponent() >= Extended.BIAS) {
      exponentialOutside(a, result);
      return;
    }
    x.unpack(a);
    argument.setSignificand(x, 0);
    constant.setWords(0, CONSTANTS, LN_2);
    argument.multiply(constant);
    exponent = argument.normalize() + x.exponent - Extended.BIAS;
    square.set(argument);
    square.shiftRight(Math.min(-exponent, 1000));
    sum.set(one);
    for (int k = 23; k > 1; k--) {
      sum.multiply(square);
      sum.divide(k);
      if (a.negative()) {
        sum.subtractFrom(one);
      } else {
        sum.add(one);
      }
    }
    argument.multiply(sum);
    series.finish(argument, a.negative(), exponent, result);
  }

  /** One is exact, but PE is set; what is out of range stays. */
  private void exponentialOutside(Extended a, Extended result) {
    boolean one = a.exponent() == Extended.BIAS && a.high << 1 == 0 && a.low == 0;
    if (one && a.negative()) {
      result.signExponent--;
    }
    rounder.raise(a.isZero() || a.isInfinity() ? 0 : StatusWord.PRECISION);
  }

  /** b times the logarithm to base 2 of a. */
  public void logarithm(Extended a, Extended b, Extended result) {
    if (arithmetic.answersNan(a, b, result)) {
      return;
    }
    boolean one = a.signExponent == Extended.BIAS && a.high << 1 == 0 && a.low == 0;
    boolean indefinite =
        a.negative() && !a.isZero()
            || b.isZero() && (a.isZero() || a.isInfinity())
            || b.isInfinity() && one;
    if (indefinite) {
      arithmetic.invalid(result);
      return;
    }
    boolean below = a.exponent() < Extended.BIAS;
    boolean negative = b.negative() != below;
    if (a.isZero()) {
      rounder.raise(b.isInfinity() ? 0 : StatusWord.ZERO_DIVIDE);
      result.setInfinity(negative);
      return;
    }
    arithmetic.noteDenormals(a, b);
    if (a.isInfinity() || b.isInfinity()) {
      result.setInfinity(negative);
    } else if (b.isZero() || one) {
      result.setZero(negative);
    } else {
      x.unpack(a);
      y.unpack(b);
      negative = logarithmOfSignificand() != b.negative();
      timesY(negative, result);
    }
  }

  /** Leaves the magnitude of the logarithm of x as argument and exponent; true when negative. */
  private boolean logarithmOfSignificand() {
    boolean halves = Integer.compareUnsigned(x.high, ROOT_OF_TWO) >= 0;
    int whole = x.exponent - Extended.BIAS + (halves ? 1 : 0);
    argument.setSignificand(x, halves ? 1 : 0);
    constant.set(argument);
    constant.add(one);
    if (halves) {
      argument.subtractFrom(one);
    } else {
      argument.subtract(one);
    }
    if (argument.isZero()) {
      argument.setInteger(Math.abs(whole));
      exponent = argument.normalize();
      return whole < 0;
    }
    exponent = argument.normalize();
    logarithmSeries();
    if (whole == 0) {
      return halves;
    }
    argument.shiftRight(Math.min(-exponent, 1000));
    constant.setInteger(Math.abs(whole));
    if (whole < 0 == halves) {
      argument.add(constant);
    } else {
      argument.subtractFrom(constant);
    }
    exponent = argument.normalize();
    return whole < 0;
  }

  /**
   * From the normalized numerator in argument, the denominator in constant: the logarithm to base 2
   * of {@code (d + n) / (d - n)}, as argument and exponent.
   */
  private void logarithmSeries() {
    argument.shiftRight(1);
    quotient.divide(argument, constant);
    argument.set(quotient);
    exponent += argument.normalize() + 1;
    square.set(argument);
    square.multiply(argument);
    square.shiftRight(Math.min(-2 * exponent, 1000));
    series.ofOddNumbers(20, false);
    argument.multiply(sum);
    constant.setWords(2, CONSTANTS, TWO_OVER_LN_2);
    argument.multiply(constant);
    exponent += argument.normalize();
  }

  /** Even an exact product counts as inexact, as on the processors that ours is compared with. */
  private void timesY(boolean negative, Extended result) {
    quotient.setSignificand(y, 0);
    argument.multiply(quotient);
    argument.toReal(negative, exponent + y.exponent - Extended.BIAS, z);
    boolean exactButTiny = z.exponent < 1 && z.extra == 0;
    rounder.raise(StatusWord.PRECISION | (exactButTiny ? StatusWord.UNDERFLOW : 0));
    rounder.pack(z, result, 64);
  }

  /** b times the logarithm to base 2 of a + 1. */
  public void logarithmPlusOne(Extended a, Extended b, Extended result) {
    if (arithmetic.answersNan(a, b, result)) {
      return;
    }
    boolean belowAll = a.isInfinity() && a.negative();
    if (belowAll || b.isInfinity() && a.isZero() || b.isZero() && a.isInfinity()) {
      arithmetic.invalid(result);
      return;
    }
    arithmetic.noteDenormals(a, b);
    boolean negative = a.negative() != b.negative();
    if (a.isInfinity() || b.isInfinity()) {
      result.setInfinity(negative);
    } else if (a.isZero() || b.isZero()) {
      result.setZero(negative);
    } else if (a.negative() && a.exponent() >= Extended.BIAS) {
      rounder.raise(StatusWord.PRECISION);
      result.set(a);
    } else {
      x.unpack(a);
      y.unpack(b);
      nearOne(a.negative());
      timesY(negative, result);
    }
  }

  private void nearOne(boolean negative) {
    int scale = x.exponent - Extended.BIAS;
    if (scale >= -1) {
      addOne(negative);
      logarithmOfSignificand();
      return;
    }
    constant.setSignificand(x, Math.min(-scale, 1000));
    quotient.setInteger(2);
    if (negative) {
      constant.subtractFrom(quotient);
    } else {
      constant.add(quotient);
    }
    argument.setSignificand(x, 0);
    exponent = scale;
    logarithmSeries();
  }

  /** Outside the range of FYL2XP1 the sum is made before the logarithm is taken. */
  private void addOne(boolean negative) {
    z.set(negative, Extended.BIAS, Extended.TOP_BIT, 0, 0);
    boolean large = x.exponent > Extended.BIAS;
    Real sum = large ? x : z;
    Real other = large ? z : x;
    other.shiftRight(sum.exponent - other.exponent);
    if (negative) {
      sum.subtractAligned(other);
    } else {
      sum.addAligned(other);
    }
    x.set(sum);
  }
}

package cloister.cpu.fpu;

/**
 * The transcendental functions by series in fixed point with some sixty bits to spare, so that a
 * result is the correctly rounded one but for the rarest cases, and the same on every host (SDM 1,
 * 8.3.7 to 8.3.11). Precision control does not count here.
 */
public final class Transcendental {
  private static final int[] CONSTANTS = {
    // pi, fraction; pi/2; ln 2; 2 / ln 2
    0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344,
    0x921fb544, 0x42d18469, 0x898cc517, 0x01b839a2,
    0xb17217f7, 0xd1cf79ab, 0xc9e3b398, 0x03f2f6af,
    0xe2a8eca5, 0x705fc2ee, 0xfa1ffb41, 0xa474fa23
  };

  /** atan(k/8) for k from 1 to 8. */
  private static final int[] ARCTANGENTS = {
    0x1fd5ba9a, 0xac2f6dc6, 0x5912f313, 0xe7d111de,
    0x3eb6ebf2, 0x5901bac5, 0x5b71e7bd, 0x7de885f9,
    0x5bd86507, 0x937bc239, 0xc5519091, 0x6e7f2241,
    0x76b19c15, 0x86ed3da2, 0xb7f222f6, 0x5e1d4681,
    0x8f005d5e, 0xf7f59f9b, 0x5c835e16, 0x65c43747,
    0xa4bc7d19, 0x34f70924, 0x19a87f2a, 0x457dac9e,
    0xb8053e2b, 0xc2319e73, 0xcb2da552, 0x10a4443d,
    0xc90fdaa2, 0x2168c234, 0xc4c6628b, 0x80dc1cd1
  };

  private static final int PI = 0;
  private static final int HALF_PI = 4;
  private static final int LN_2 = 8;
  private static final int TWO_OVER_LN_2 = 12;

  /** Significand of the square root of two, upper word. */
  private static final int ROOT_OF_TWO = 0xb504f333;

  /** From this exponent on the operand of a trigonometric function is out of range. */
  private static final int RANGE = 63;

  private final Rounder rounder;
  private final RealArithmetic arithmetic;
  private final Real x = new Real();
  private final Real y = new Real();
  private final Real z = new Real();
  private final Fixed one = new Fixed();
  private final Fixed constant = new Fixed();
  private final Fixed argument = new Fixed();
  private final Fixed square = new Fixed();
  private final Fixed series = new Fixed();
  private final Fixed sine = new Fixed();
  private final Fixed cosine = new Fixed();
  private final Fixed quotient = new Fixed();
  private int exponent;
  private int quadrant;

  /** The reduced argument is the distance to the next quadrant. */
  private boolean swapped;

  public Transcendental(Rounder rounder, RealArithmetic arithmetic) {
    this.rounder = rounder;
    this.arithmetic = arithmetic;
    one.setInteger(1);
  }

  /** False when the operand of a trigonometric function is too large and must be reduced first. */
  public static boolean inRange(Extended a) {
    return a.exponent() < Extended.BIAS + RANGE || a.exponent() == 0x7fff;
  }

  public void sine(Extended a, Extended result) {
    if (!answersAngle(a, result)) {
      if (a.isZero()) {
        result.set(a);
      } else {
        reduce(a);
        trigonometric(quadrant, a.negative(), result);
      }
    }
  }

  public void cosine(Extended a, Extended result) {
    if (!answersAngle(a, result)) {
      if (a.isZero()) {
        result.setOne();
      } else {
        reduce(a);
        trigonometric(quadrant + 1, false, result);
      }
    }
  }

  public void tangent(Extended a, Extended result) {
    if (answersAngle(a, result)) {
      return;
    }
    if (a.isZero()) {
      result.set(a);
      return;
    }
    reduce(a);
    boolean odd = (quadrant & 1) != 0;
    boolean inverse = odd != swapped;
    if (!inverse && exponent < -40) {
      finish(argument, a.negative(), exponent, result);
      return;
    }
    sine.multiply(argument);
    Fixed dividend = inverse ? cosine : sine;
    dividend.shiftRight(1);
    quotient.divide(dividend, inverse ? sine : cosine);
    boolean negative = a.negative() != odd;
    finish(quotient, negative, 1 + (inverse ? -exponent : exponent), result);
  }

  private boolean answersAngle(Extended a, Extended result) {
    if (arithmetic.answersNan(a, a, result)) {
      return true;
    }
    if (a.isInfinity()) {
      arithmetic.invalid(result);
      return true;
    }
    arithmetic.noteDenormals(a, a);
    return false;
  }

  /** The sine of quadrant and reduced argument: sine and cosine take turns. */
  private void trigonometric(int quarter, boolean odd, Extended result) {
    boolean negative = (quarter & 2) != 0;
    if ((quarter & 1) != 0 != swapped) {
      finish(cosine, negative != odd, 0, result);
    } else {
      sine.multiply(argument);
      finish(sine, negative != odd, exponent, result);
    }
  }

  /**
   * Leaves the magnitude's remainder by pi/2, between -pi/4 and pi/4, as argument and exponent, the
   * sine over the argument, the cosine, and the quadrant. The processor's pi has 66 bits (SDM 1,
   * 8.3.8).
   */
  private void reduce(Extended a) {
    x.unpack(a);
    int scale = x.exponent - Extended.BIAS;
    quadrant = 0;
    swapped = false;
    argument.setSignificand(x.high, x.low, 0);
    exponent = scale;
    if (scale >= -1) {
      constant.setWords(1, CONSTANTS, HALF_PI);
      constant.truncate(65);
      exponent = divideByHalfPi(scale);
    }
    square.set(argument);
    square.multiply(argument);
    square.shiftRight(-2 * exponent);
    alternating(sine, 12, 1);
    alternating(cosine, 13, 0);
  }

  private int divideByHalfPi(int scale) {
    argument.shiftRight(scale < 0 ? 1 : 0);
    for (int bit = scale; bit >= 0; bit--) {
      boolean subtracts = argument.compare(constant) >= 0;
      if (subtracts) {
        argument.subtract(constant);
      }
      quadrant = quadrant << 1 | (subtracts ? 1 : 0);
      if (bit > 0) {
        argument.shiftLeft(1);
      }
    }
    quotient.set(constant);
    quotient.subtract(argument);
    swapped = quotient.compare(argument) < 0;
    if (swapped) {
      argument.set(quotient);
    }
    return argument.normalize();
  }

  /** The series of sine (over its argument) or cosine: from the last term inwards. */
  private void alternating(Fixed sum, int terms, int odd) {
    sum.set(one);
    for (int k = terms; k > 0; k--) {
      sum.multiply(square);
      sum.divide((2 * k - 1 + odd) * (2 * k + odd));
      sum.subtractFrom(one);
    }
    sum.keepBelowOne();
  }

  /** {@code 1 + s/3 + s^2/5 ...} of the square, or with alternating signs. */
  private void ofOddNumbers(int terms, boolean alternate) {
    series.setInteger(0);
    for (int k = terms; k >= 0; k--) {
      series.multiply(square);
      quotient.set(one);
      quotient.divide(2 * k + 1);
      if (alternate) {
        series.subtractFrom(quotient);
      } else {
        series.add(quotient);
      }
    }
  }

  /** The angle of the point (a, b): the arc tangent of b/a in all four quadrants. */
  public void arctangent(Extended a, Extended b, Extended result) {
    if (arithmetic.answersNan(a, b, result)) {
      return;
    }
    arithmetic.noteDenormals(a, b);
    boolean negative = b.negative();
    x.unpack(a);
    y.unpack(b);
    if (b.isZero() || a.isInfinity() && !b.isInfinity()) {
      multipleOfPi(a.negative() ? 4 : 0, negative, result);
    } else if (a.isZero() || b.isInfinity() && !a.isInfinity()) {
      multipleOfPi(2, negative, result);
    } else if (a.isInfinity()) {
      multipleOfPi(a.negative() ? 3 : 1, negative, result);
    } else {
      angle(a.negative(), negative, result);
    }
  }

  /** Quarters of pi. */
  private void multipleOfPi(int quarters, boolean negative, Extended result) {
    if (quarters == 0) {
      result.setZero(negative);
      return;
    }
    argument.setWords(3, CONSTANTS, PI);
    argument.multiply(quarters);
    finish(argument, negative, -2, result);
  }

  private void angle(boolean left, boolean negative, Extended result) {
    boolean steep = x.compareMagnitude(y) < 0;
    firstOctant(steep ? x : y, steep ? y : x);
    if (!steep && !left) {
      finish(argument, negative, exponent, result);
      return;
    }
    argument.shiftRight(Math.min(-exponent, 1000));
    if (steep) {
      constant.setWords(1, CONSTANTS, HALF_PI);
    } else {
      constant.setWords(3, CONSTANTS, PI);
    }
    if (steep && left) {
      argument.add(constant);
    } else {
      argument.subtractFrom(constant);
    }
    finish(argument, negative, 0, result);
  }

  /** The arc tangent of a quotient up to one, as argument and exponent. */
  private void firstOctant(Real small, Real large) {
    int distance = large.exponent - small.exponent;
    int eighths = distance > 4 ? 0 : eighths(small, large, distance);
    if (eighths == 0) {
      argument.setSignificand(small.high, small.low, 1);
      constant.setSignificand(large.high, large.low, 0);
      quotient.divide(argument, constant);
      exponent = quotient.normalize() + 1 - distance;
      argument.set(quotient);
      arctangentSeries(-2 * exponent);
      return;
    }
    nearEighth(small, large, distance, eighths);
  }

  private static int eighths(Real small, Real large, int distance) {
    int sixteenths = ((small.high >>> 16) * 16 / (large.high >>> 16)) >> distance;
    return sixteenths + 1 >> 1;
  }

  /** atan(a/b) = atan(k/8) + atan((8a - kb) / (8b + ka)). */
  private void nearEighth(Real small, Real large, int distance, int eighths) {
    argument.setSignificand(small.high, small.low, distance);
    constant.setSignificand(large.high, large.low, 0);
    sine.set(argument);
    sine.multiply(eighths);
    cosine.set(constant);
    cosine.multiply(eighths);
    argument.multiply(8);
    constant.multiply(8);
    boolean below = argument.compare(cosine) < 0;
    if (below) {
      argument.subtractFrom(cosine);
    } else {
      argument.subtract(cosine);
    }
    constant.add(sine);
    quotient.divide(argument, constant);
    argument.set(quotient);
    arctangentSeries(0);
    constant.setWords(0, ARCTANGENTS, 4 * eighths - 4);
    if (below) {
      argument.subtractFrom(constant);
    } else {
      argument.add(constant);
    }
    exponent = 0;
  }

  private void arctangentSeries(int shift) {
    square.set(argument);
    square.multiply(argument);
    square.shiftRight(Math.min(shift, 1000));
    ofOddNumbers(14, true);
    series.keepBelowOne();
    argument.multiply(series);
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
    argument.setSignificand(x.high, x.low, 0);
    constant.setWords(0, CONSTANTS, LN_2);
    argument.multiply(constant);
    exponent = argument.normalize() + x.exponent - Extended.BIAS;
    square.set(argument);
    square.shiftRight(Math.min(-exponent, 1000));
    series.set(one);
    for (int k = 23; k > 1; k--) {
      series.multiply(square);
      series.divide(k);
      if (a.negative()) {
        series.subtractFrom(one);
      } else {
        series.add(one);
      }
    }
    argument.multiply(series);
    finish(argument, a.negative(), exponent, result);
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
    argument.setSignificand(x.high, x.low, halves ? 1 : 0);
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
    ofOddNumbers(20, false);
    argument.multiply(series);
    constant.setWords(2, CONSTANTS, TWO_OVER_LN_2);
    argument.multiply(constant);
    exponent += argument.normalize();
  }

  private void timesY(boolean negative, Extended result) {
    quotient.setSignificand(y.high, y.low, 0);
    argument.multiply(quotient);
    argument.toReal(negative, exponent + y.exponent - Extended.BIAS, z);
    rounder.raise(StatusWord.PRECISION);
    z.extra |= z.exponent < 1 ? 1 : 0;
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
    constant.setSignificand(x.high, x.low, Math.min(-scale, 1000));
    quotient.setInteger(2);
    if (negative) {
      constant.subtractFrom(quotient);
    } else {
      constant.add(quotient);
    }
    argument.setSignificand(x.high, x.low, 0);
    exponent = scale;
    logarithmSeries();
  }

  /** Outside the range of FYL2XP1 the sum is rounded before the logarithm is taken. */
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

  /** Rounds a result that is never exact. */
  private void finish(Fixed value, boolean negative, int exponent, Extended result) {
    value.toReal(negative, exponent, z);
    z.extra |= 1;
    rounder.pack(z, result, 64);
  }
}

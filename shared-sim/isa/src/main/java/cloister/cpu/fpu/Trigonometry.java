package cloister.cpu.fpu;

/**
 * The trigonometric functions by series in fixed point with some sixty bits to spare, so that a
 * result is the correctly rounded one but for the rarest cases, and the same on every host (SDM 1,
 * 8.3.7 to 8.3.11). Precision control does not count here.
 */
public final class Trigonometry {
  private static final int[] CONSTANTS = {
    // pi, fraction; pi/2
    0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344,
    0x921fb544, 0x42d18469, 0x898cc517, 0x01b839a2
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

  /** From this exponent on the operand of a trigonometric function is out of range. */
  private static final int RANGE = 63;

  private final RealArithmetic arithmetic;
  private final Real x = new Real();
  private final Real y = new Real();
  private final Fixed sine = new Fixed();
  private final Fixed cosine = new Fixed();
  private final Series series;
  private final Fixed one;
  private final Fixed constant;
  private final Fixed argument;
  private final Fixed square;
  private final Fixed sum;
  private final Fixed quotient;
  private int exponent;
  private int quadrant;

  /** The reduced argument is the distance to the next quadrant. */
  private boolean swapped;

  public Trigonometry(Rounder rounder, RealArithmetic arithmetic) {
    this.arithmetic = arithmetic;
    series = new Series(rounder);
    one = series.one;
    constant = series.constant;
    argument = series.argument;
    square = series.square;
    sum = series.sum;
    quotient = series.quotient;
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
      series.finish(argument, a.negative(), exponent, result);
      return;
    }
    sine.multiply(argument);
    Fixed dividend = inverse ? cosine : sine;
    dividend.shiftRight(1);
    quotient.divide(dividend, inverse ? sine : cosine);
    boolean negative = a.negative() != odd;
    series.finish(quotient, negative, 1 + (inverse ? -exponent : exponent), result);
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
      series.finish(cosine, negative != odd, 0, result);
    } else {
      sine.multiply(argument);
      series.finish(sine, negative != odd, exponent, result);
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
    argument.setSignificand(x, 0);
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
  private void alternating(Fixed total, int terms, int odd) {
    total.set(one);
    for (int k = terms; k > 0; k--) {
      total.multiply(square);
      total.divide((2 * k - 1 + odd) * (2 * k + odd));
      total.subtractFrom(one);
    }
    total.keepBelowOne();
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
    series.finish(argument, negative, -2, result);
  }

  private void angle(boolean left, boolean negative, Extended result) {
    boolean steep = x.compareMagnitude(y) < 0;
    firstOctant(steep ? x : y, steep ? y : x);
    if (!steep && !left) {
      series.finish(argument, negative, exponent, result);
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
    series.finish(argument, negative, 0, result);
  }

  /** The arc tangent of a quotient up to one, as argument and exponent. */
  private void firstOctant(Real small, Real large) {
    int distance = large.exponent - small.exponent;
    int eighths = distance > 4 ? 0 : eighths(small, large, distance);
    if (eighths == 0) {
      argument.setSignificand(small, 1);
      constant.setSignificand(large, 0);
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
    argument.setSignificand(small, distance);
    constant.setSignificand(large, 0);
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
    series.ofOddNumbers(14, true);
    sum.keepBelowOne();
    argument.multiply(sum);
  }
}

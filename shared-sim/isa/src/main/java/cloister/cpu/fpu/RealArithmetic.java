package cloister.cpu.fpu;

import cloister.bits.Bits;

/**
 * The basic operations on extended numbers (SDM 1, 8.3.5 and tables 4-7 and 8-10). Exceptions are
 * raised in the rounder; the result is the one of masked exceptions, which the caller keeps from
 * the register when an unmasked one forbids it.
 */
public final class RealArithmetic {
  /** Answers of {@link #compare}, as the condition codes have them. */
  public static final int GREATER = 0;

  public static final int LESS = StatusWord.C0;
  public static final int EQUAL = StatusWord.C3;
  public static final int UNORDERED = StatusWord.C0 | StatusWord.C2 | StatusWord.C3;

  /** Answer of {@link #remainder} when there is none: the condition codes stay. */
  public static final int NO_QUOTIENT = -1;

  /** FPREM leaves so much of a large difference of exponents for the next time. */
  private static final int MOST_QUOTIENT_BITS = 63;

  private final Rounder rounder;
  private final Real x = new Real();
  private final Real y = new Real();
  private final Real z = new Real();
  private int quotient;
  private boolean denormalSource;

  public RealArithmetic(Rounder rounder) {
    this.rounder = rounder;
  }

  /** Begins an operation. */
  public void begin() {
    denormalSource = false;
  }

  /** Tells that an operand was denormal in the narrower format that it came from. */
  public void noteSource(boolean denormal) {
    denormalSource = denormal;
  }

  /** The class of a number as FXAM's condition codes have it. */
  public static int classify(Extended number) {
    return switch (number.kind()) {
      case UNSUPPORTED -> 0;
      case QUIET_NAN, SIGNALING_NAN -> StatusWord.C0;
      case NORMAL -> StatusWord.C2;
      case INFINITY -> StatusWord.C2 | StatusWord.C0;
      case ZERO -> StatusWord.C3;
      case DENORMAL -> StatusWord.C3 | StatusWord.C2;
    };
  }

  public void add(Extended a, Extended b, Extended result) {
    addSigned(a, b, false, result);
  }

  public void subtract(Extended a, Extended b, Extended result) {
    addSigned(a, b, true, result);
  }

  private void addSigned(Extended a, Extended b, boolean negate, Extended result) {
    if (answersNan(a, b, result)) {
      return;
    }
    boolean negativeB = b.negative() != negate;
    if (a.isInfinity() && b.isInfinity() && a.negative() != negativeB) {
      invalid(result);
      return;
    }
    noteDenormals(a, b);
    if (a.isInfinity() || b.isInfinity()) {
      result.setInfinity(a.isInfinity() ? a.negative() : negativeB);
      return;
    }
    x.unpack(a);
    y.unpack(b);
    y.negative = negativeB;
    boolean sameSign = x.negative == y.negative;
    boolean swap = x.compareMagnitude(y) < 0;
    Real large = swap ? y : x;
    Real small = swap ? x : y;
    if (!small.isZero()) {
      small.shiftRight(large.exponent - small.exponent);
      if (sameSign) {
        large.addAligned(small);
      } else {
        large.subtractAligned(small);
      }
    }
    if (large.isZero()) {
      result.setZero(sameSign ? x.negative : rounder.roundsDown());
      return;
    }
    rounder.pack(large, result);
  }

  public void multiply(Extended a, Extended b, Extended result) {
    if (answersNan(a, b, result)) {
      return;
    }
    boolean negative = a.negative() != b.negative();
    if (a.isInfinity() && b.isZero() || a.isZero() && b.isInfinity()) {
      invalid(result);
      return;
    }
    noteDenormals(a, b);
    if (a.isInfinity() || b.isInfinity()) {
      result.setInfinity(negative);
    } else if (a.isZero() || b.isZero()) {
      result.setZero(negative);
    } else {
      x.unpack(a);
      y.unpack(b);
      z.multiply(x, y);
      rounder.pack(z, result);
    }
  }

  public void divide(Extended a, Extended b, Extended result) {
    if (answersNan(a, b, result)) {
      return;
    }
    boolean negative = a.negative() != b.negative();
    if (a.isInfinity() && b.isInfinity() || a.isZero() && b.isZero()) {
      invalid(result);
    } else if (b.isZero() && !a.isInfinity()) {
      rounder.raise(StatusWord.ZERO_DIVIDE);
      result.setInfinity(negative);
    } else {
      noteDenormals(a, b);
      if (a.isInfinity()) {
        result.setInfinity(negative);
      } else if (a.isZero() || b.isInfinity()) {
        result.setZero(negative);
      } else {
        x.unpack(a);
        y.unpack(b);
        z.divide(x, y);
        rounder.pack(z, result);
      }
    }
  }

  public void squareRoot(Extended a, Extended result) {
    if (answersNan(a, a, result)) {
      return;
    }
    if (a.isZero()) {
      result.set(a);
      return;
    }
    if (a.negative()) {
      invalid(result);
      return;
    }
    noteDenormals(a, a);
    if (a.isInfinity()) {
      result.set(a);
      return;
    }
    x.unpack(a);
    z.squareRoot(x);
    rounder.pack(z, result);
  }

  /**
   * Compares.
   *
   * @param quiet true when a quiet NaN is no invalid operation (FUCOM)
   */
  public int compare(Extended a, Extended b, boolean quiet) {
    boolean unsupported = a.isUnsupported() || b.isUnsupported();
    if (unsupported || a.isNan() || b.isNan()) {
      boolean invalid = unsupported || !quiet || a.isSignaling() || b.isSignaling();
      rounder.raise(invalid ? StatusWord.INVALID : 0);
      return UNORDERED;
    }
    noteDenormals(a, b);
    int order = magnitude(a, b);
    if (a.isZero() && b.isZero()) {
      return EQUAL;
    }
    if (a.negative() != b.negative()) {
      return a.negative() ? LESS : GREATER;
    }
    order = a.negative() ? -order : order;
    return order < 0 ? LESS : order > 0 ? GREATER : EQUAL;
  }

  private int magnitude(Extended a, Extended b) {
    x.unpack(a);
    y.unpack(b);
    return x.compareMagnitude(y);
  }

  /** Rounds to an integer by the rounding control. */
  public void roundToInteger(Extended a, Extended result) {
    if (answersNan(a, a, result)) {
      return;
    }
    noteDenormals(a, a);
    if (a.isInfinity() || a.isZero() || a.exponent() >= Extended.BIAS + 63) {
      result.set(a);
      return;
    }
    x.unpack(a);
    x.shiftRight(Extended.BIAS + 63 - x.exponent);
    x.exponent = Extended.BIAS + 63;
    rounder.roundInteger(x);
    if (x.isZero()) {
      result.setZero(a.negative());
      return;
    }
    x.normalize();
    result.set(x.exponent | a.signExponent & 0x8000, x.high, x.low);
  }

  /** {@code a} times two to the power of the integer part of {@code b}. */
  public void scale(Extended a, Extended b, Extended result) {
    if (answersNan(a, b, result)) {
      return;
    }
    if (b.isInfinity()) {
      scaleByInfinity(a, b, result);
      return;
    }
    noteDenormals(a, b);
    if (a.isInfinity() || a.isZero()) {
      result.set(a);
      return;
    }
    x.unpack(a);
    x.exponent += truncated(b);
    rounder.pack(x, result, 64);
  }

  private void scaleByInfinity(Extended a, Extended b, Extended result) {
    boolean invalid = b.negative() ? a.isInfinity() : a.isZero();
    if (invalid) {
      invalid(result);
      return;
    }
    noteDenormals(a, b);
    if (b.negative()) {
      result.setZero(a.negative());
    } else {
      result.setInfinity(a.negative());
    }
  }

  /** The integer part, at most a number beyond all exponents. */
  private static int truncated(Extended number) {
    int shift = number.exponent() - Extended.BIAS;
    if (shift < 0) {
      return 0;
    }
    int magnitude = shift > 16 ? 0x1_0000 : number.high >>> 31 - shift;
    return number.negative() ? -magnitude : magnitude;
  }

  /** Splits into the exponent as a number and the significand between 1 and 2. */
  public void extract(Extended a, Extended exponent, Extended significand) {
    if (answersNan(a, a, exponent)) {
      significand.set(exponent);
      return;
    }
    significand.set(a);
    if (a.isInfinity()) {
      exponent.setInfinity(false);
      return;
    }
    if (a.isZero()) {
      rounder.raise(StatusWord.ZERO_DIVIDE);
      exponent.setInfinity(true);
      return;
    }
    noteDenormals(a, a);
    x.unpack(a);
    significand.set(Extended.BIAS | a.signExponent & 0x8000, x.high, x.low);
    int unbiased = x.exponent - Extended.BIAS;
    if (unbiased == 0) {
      exponent.setZero(false);
      return;
    }
    y.set(unbiased < 0, Extended.BIAS + 31, Math.abs(unbiased), 0, 0);
    y.normalize();
    exponent.set(y.exponent | (unbiased < 0 ? 0x8000 : 0), y.high, y.low);
  }

  /**
   * The remainder of FPREM, or of FPREM1 where the quotient is the nearest integer.
   *
   * @return the condition codes: three bits of the quotient, or C2 when it is not done; or {@link
   *     #NO_QUOTIENT}
   */
  public int remainder(Extended a, Extended b, boolean nearest, Extended result) {
    if (answersNan(a, b, result)) {
      return NO_QUOTIENT;
    }
    if (a.isInfinity() || b.isZero()) {
      invalid(result);
      return NO_QUOTIENT;
    }
    noteDenormals(a, b);
    x.unpack(a);
    if (a.isZero() || b.isInfinity()) {
      packRemainder(a, result);
      return 0;
    }
    y.unpack(b);
    int distance = x.exponent - y.exponent;
    if (distance > MOST_QUOTIENT_BITS) {
      int part = distance & 31 | 32;
      reduce(part);
      y.exponent += distance - part;
      x.exponent = y.exponent;
      packRemainder(a, result);
      return StatusWord.C2;
    }
    quotient = 0;
    if (distance >= 0) {
      reduce(distance);
      x.exponent = y.exponent;
    }
    if (nearest && distance >= -1 && !x.isZero()) {
      toNearest(distance);
    }
    packRemainder(a, result);
    return ((quotient & 4) != 0 ? StatusWord.C0 : 0)
        | ((quotient & 2) != 0 ? StatusWord.C3 : 0)
        | ((quotient & 1) != 0 ? StatusWord.C1 : 0);
  }

  /** Subtracts y from x at each bit down to the distance; the exponents are left alone. */
  private void reduce(int distance) {
    boolean overflow = false;
    for (int bit = distance; bit >= 0; bit--) {
      boolean one = overflow || x.compareSignificand(y) >= 0;
      if (one) {
        x.high -= y.high + (Bits.below(x.low, y.low) ? 1 : 0);
        x.low -= y.low;
      }
      quotient = quotient << 1 | (one ? 1 : 0);
      if (bit > 0) {
        overflow = x.high < 0;
        x.high = x.high << 1 | x.low >>> 31;
        x.low <<= 1;
      }
    }
  }

  private void toNearest(int distance) {
    z.set(x);
    z.normalize();
    z.exponent++;
    int order = z.compareMagnitude(y);
    if (order > 0 || order == 0 && (quotient & 1) != 0) {
      if (distance < 0) {
        x.shiftRight(1);
      }
      z.set(!x.negative, y.exponent, y.high, y.low, 0);
      z.subtractAligned(x);
      x.set(z);
      quotient++;
    }
  }

  private void packRemainder(Extended a, Extended result) {
    if (x.isZero()) {
      result.setZero(a.negative());
      return;
    }
    x.normalize();
    rounder.pack(x, result, 64);
  }

  /** Answers unsupported operands and NaNs; true when there was one. */
  boolean answersNan(Extended a, Extended b, Extended result) {
    if (a.isUnsupported() || b.isUnsupported()) {
      invalid(result);
      return true;
    }
    if (!a.isNan() && !b.isNan()) {
      return false;
    }
    if (a.isSignaling() || b.isSignaling()) {
      rounder.raise(StatusWord.INVALID);
    }
    Extended chosen = choose(a, b);
    result.set(chosen);
    result.quiet();
    return true;
  }

  /** Of two NaNs of one sort the one with the larger significand, of two sorts the quiet one. */
  private static Extended choose(Extended a, Extended b) {
    if (!a.isNan() || !b.isNan()) {
      return a.isNan() ? a : b;
    }
    if (a.isSignaling() != b.isSignaling()) {
      return a.isSignaling() ? b : a;
    }
    int order = Integer.compareUnsigned(a.high, b.high);
    order = order != 0 ? order : Integer.compareUnsigned(a.low, b.low);
    return order > 0 || order == 0 && !a.negative() ? a : b;
  }

  void invalid(Extended result) {
    rounder.raise(StatusWord.INVALID);
    result.setIndefinite();
  }

  void noteDenormals(Extended a, Extended b) {
    if (denormalSource || a.isDenormal() || b.isDenormal()) {
      rounder.raise(StatusWord.DENORMAL);
    }
  }
}

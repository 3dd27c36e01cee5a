package cloister.cpu.fpu;

/** A number in double extended-precision format, as a register holds it (SDM 1, 4.2 and 8.2). */
public final class Extended {
  /** Sign in bit 15, biased exponent below. */
  public int signExponent;

  /** Upper half of the significand; bit 31 is the integer bit. */
  public int high;

  public int low;

  /** Classes of numbers. */
  enum Kind {
    ZERO,
    DENORMAL,
    NORMAL,
    INFINITY,
    QUIET_NAN,
    SIGNALING_NAN,
    /** Pseudo-NaN, pseudo-infinity, unnormal: nothing since the 387 makes or accepts them. */
    UNSUPPORTED
  }

  static final int BIAS = 0x3fff;
  static final int TOP_BIT = 1 << 31;
  private static final int QUIET = 1 << 30;

  public void set(int signExponent, int high, int low) {
    this.signExponent = signExponent;
    this.high = high;
    this.low = low;
  }

  public void set(Extended other) {
    set(other.signExponent, other.high, other.low);
  }

  public void setZero(boolean negative) {
    set(negative ? 0x8000 : 0, 0, 0);
  }

  public void setOne() {
    set(BIAS, TOP_BIT, 0);
  }

  public void setInfinity(boolean negative) {
    set(negative ? 0xffff : 0x7fff, TOP_BIT, 0);
  }

  /** The quiet NaN that answers an invalid operation: the real indefinite. */
  public void setIndefinite() {
    set(0xffff, TOP_BIT | QUIET, 0);
  }

  public void negate() {
    signExponent ^= 0x8000;
  }

  public boolean negative() {
    return (signExponent & 0x8000) != 0;
  }

  public int exponent() {
    return signExponent & 0x7fff;
  }

  Kind kind() {
    int exponent = exponent();
    if (exponent == 0) {
      return (high | low) == 0 ? Kind.ZERO : Kind.DENORMAL;
    }
    if (high >= 0) {
      return Kind.UNSUPPORTED;
    }
    if (exponent != 0x7fff) {
      return Kind.NORMAL;
    }
    if ((high & QUIET) != 0) {
      return Kind.QUIET_NAN;
    }
    return high == TOP_BIT && low == 0 ? Kind.INFINITY : Kind.SIGNALING_NAN;
  }

  public boolean isUnsupported() {
    return high >= 0 && exponent() != 0;
  }

  boolean isNan() {
    return exponent() == 0x7fff && high < 0 && (high << 1 | low) != 0;
  }

  boolean isSignaling() {
    return isNan() && (high & QUIET) == 0;
  }

  boolean isInfinity() {
    return exponent() == 0x7fff && high == TOP_BIT && low == 0;
  }

  boolean isZero() {
    return (signExponent << 17 | high | low) == 0;
  }

  /** Denormal or pseudo-denormal. */
  boolean isDenormal() {
    return exponent() == 0 && (high | low) != 0;
  }

  void quiet() {
    high |= QUIET;
  }
}

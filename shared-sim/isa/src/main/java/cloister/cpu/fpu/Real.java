package cloister.cpu.fpu;

import cloister.bits.Bits;
import cloister.cpu.alu.Alu;

/**
 * A finite number taken apart for calculation: the significand has 64 bits and 32 more, of which
 * the last stands for everything beyond it. The exponent may leave the range of every format.
 */
final class Real {
  boolean negative;

  /** Biased as in the extended format. */
  int exponent;

  int high;
  int low;
  int extra;

  void set(boolean negative, int exponent, int high, int low, int extra) {
    this.negative = negative;
    this.exponent = exponent;
    this.high = high;
    this.low = low;
    this.extra = extra;
  }

  void set(Real other) {
    set(other.negative, other.exponent, other.high, other.low, other.extra);
  }

  /** Takes a finite number apart; a denormal becomes normal. */
  void unpack(Extended number) {
    int exponent = Math.max(1, number.exponent());
    set(number.negative(), exponent, number.high, number.low, 0);
    normalize();
  }

  boolean isZero() {
    return (high | low | extra) == 0;
  }

  /** Moves the highest bit that is set to the top; zero stays. */
  void normalize() {
    if (isZero()) {
      return;
    }
    while (high == 0) {
      high = low;
      low = extra;
      extra = 0;
      exponent -= 32;
    }
    int shift = Integer.numberOfLeadingZeros(high);
    if (shift > 0) {
      high = high << shift | low >>> 32 - shift;
      low = low << shift | extra >>> 32 - shift;
      extra <<= shift;
      exponent -= shift;
    }
  }

  /** Shifts the significand right, the exponent stays; lost bits remain as the last one. */
  void shiftRight(int count) {
    int left = Math.min(count, 96);
    while (left >= 32) {
      extra = low | (extra != 0 ? 1 : 0);
      low = high;
      high = 0;
      left -= 32;
    }
    if (left > 0) {
      boolean lost = extra << 32 - left != 0;
      extra = low << 32 - left | extra >>> left | (lost ? 1 : 0);
      low = high << 32 - left | low >>> left;
      high >>>= left;
    }
  }

  /** Negative, zero or positive as the significand is below, equal to or above another. */
  int compareSignificand(Real other) {
    int order = Integer.compareUnsigned(high, other.high);
    order = order != 0 ? order : Integer.compareUnsigned(low, other.low);
    return order != 0 ? order : Integer.compareUnsigned(extra, other.extra);
  }

  /** As {@link #compareSignificand}, for magnitudes of numbers that are normal or zero. */
  int compareMagnitude(Real other) {
    if (isZero() || other.isZero()) {
      return (isZero() ? 0 : 1) - (other.isZero() ? 0 : 1);
    }
    return exponent != other.exponent
        ? Integer.compare(exponent, other.exponent)
        : compareSignificand(other);
  }

  /** Adds a number whose significand is aligned to this one's. */
  void addAligned(Real other) {
    int sum = extra + other.extra;
    int carry = Bits.below(sum, extra) ? 1 : 0;
    extra = sum;
    sum = low + other.low + carry;
    carry = Bits.below(sum, low) || carry == 1 && sum == low ? 1 : 0;
    low = sum;
    sum = high + other.high + carry;
    carry = Bits.below(sum, high) || carry == 1 && sum == high ? 1 : 0;
    high = sum;
    if (carry == 1) {
      shiftRight(1);
      high |= Extended.TOP_BIT;
      exponent++;
    }
  }

  /** Subtracts a smaller number whose significand is aligned to this one's. */
  void subtractAligned(Real other) {
    int difference = extra - other.extra;
    int borrow = Bits.below(extra, other.extra) ? 1 : 0;
    extra = difference;
    difference = low - other.low - borrow;
    borrow = Bits.below(low, other.low) || borrow == 1 && low == other.low ? 1 : 0;
    low = difference;
    high = high - other.high - borrow;
    normalize();
  }

  /** The product of two normal numbers. */
  void multiply(Real a, Real b) {
    int p0 = a.low * b.low;
    int p1 = Alu.multiplyHighUnsigned(a.low, b.low);
    int p2 = Alu.multiplyHighUnsigned(a.low, b.high);
    int p3 = Alu.multiplyHighUnsigned(a.high, b.high);
    int middle = a.low * b.high;
    p1 += middle;
    int carry = Bits.below(p1, middle) ? 1 : 0;
    middle = a.high * b.low;
    p1 += middle;
    carry += Bits.below(p1, middle) ? 1 : 0;
    p2 += carry;
    carry = Bits.below(p2, carry) ? 1 : 0;
    middle = Alu.multiplyHighUnsigned(a.high, b.low);
    p2 += middle;
    carry += Bits.below(p2, middle) ? 1 : 0;
    middle = a.high * b.high;
    p2 += middle;
    carry += Bits.below(p2, middle) ? 1 : 0;
    int sum = a.exponent + b.exponent - Extended.BIAS + 1;
    set(a.negative != b.negative, sum, p3 + carry, p2, p1 | (p0 != 0 ? 1 : 0));
    normalize();
  }

  /** The quotient of two normal numbers, bit by bit. */
  void divide(Real a, Real b) {
    int quotientExponent = a.exponent - b.exponent + Extended.BIAS;
    int remainderHigh = a.high;
    int remainderLow = a.low;
    boolean overflow = false;
    if (a.compareSignificand(b) < 0) {
      quotientExponent--;
      overflow = remainderHigh < 0;
      remainderHigh = remainderHigh << 1 | remainderLow >>> 31;
      remainderLow <<= 1;
    }
    int quotientHigh = 0;
    int quotientLow = 0;
    int half = 0;
    for (int bit = 64; bit >= 0; bit--) {
      boolean one = overflow || !below(remainderHigh, remainderLow, b.high, b.low);
      if (one) {
        int borrow = Bits.below(remainderLow, b.low) ? 1 : 0;
        remainderLow -= b.low;
        remainderHigh -= b.high + borrow;
      }
      if (bit > 0) {
        quotientHigh = quotientHigh << 1 | quotientLow >>> 31;
        quotientLow = quotientLow << 1 | (one ? 1 : 0);
        overflow = remainderHigh < 0;
        remainderHigh = remainderHigh << 1 | remainderLow >>> 31;
        remainderLow <<= 1;
      } else {
        half = one ? Extended.TOP_BIT : 0;
      }
    }
    int rest = (remainderHigh | remainderLow) != 0 ? 1 : 0;
    set(a.negative != b.negative, quotientExponent, quotientHigh, quotientLow, half | rest);
  }

  /** The square root of a positive normal number, two bits of it for each bit of the root. */
  void squareRoot(Real a) {
    int unbiased = a.exponent - Extended.BIAS;
    boolean odd = (unbiased & 1) != 0;
    int n2 = odd ? a.high : a.high >>> 1;
    int n1 = odd ? a.low : a.high << 31 | a.low >>> 1;
    int n0 = odd ? 0 : a.low << 31;
    int rootHigh = 0;
    int rootLow = 0;
    int r2 = 0;
    int r1 = 0;
    int r0 = 0;
    for (int bit = 0; bit < 64; bit++) {
      r2 = r2 << 2 | r1 >>> 30;
      r1 = r1 << 2 | r0 >>> 30;
      r0 = r0 << 2 | n2 >>> 30;
      n2 = n2 << 2 | n1 >>> 30;
      n1 = n1 << 2 | n0 >>> 30;
      n0 <<= 2;
      int t2 = rootHigh >>> 30;
      int t1 = rootHigh << 2 | rootLow >>> 30;
      int t0 = rootLow << 2 | 1;
      boolean one = r2 != t2 ? r2 > t2 : !below(r1, r0, t1, t0);
      if (one) {
        int borrow = Bits.below(r0, t0) ? 1 : 0;
        r0 -= t0;
        int next = Bits.below(r1, t1) || borrow == 1 && r1 == t1 ? 1 : 0;
        r1 -= t1 + borrow;
        r2 -= t2 + next;
      }
      rootHigh = rootHigh << 1 | rootLow >>> 31;
      rootLow = rootLow << 1 | (one ? 1 : 0);
    }
    boolean aboveHalf = r2 != 0 || below(rootHigh, rootLow, r1, r0);
    int rest = (r1 | r0) != 0 ? 1 : 0;
    int root = (unbiased >> 1) + Extended.BIAS;
    set(false, root, rootHigh, rootLow, aboveHalf ? Extended.TOP_BIT | 1 : rest);
  }

  private static boolean below(int aHigh, int aLow, int bHigh, int bLow) {
    return aHigh != bHigh ? Bits.below(aHigh, bHigh) : Bits.below(aLow, bLow);
  }
}

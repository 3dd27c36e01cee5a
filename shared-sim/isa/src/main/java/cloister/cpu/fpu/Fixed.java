package cloister.cpu.fpu;

import java.util.Arrays;

/**
 * An unsigned fixed-point number with 16 bits before the point and 128 after it, in limbs of 16
 * bits, so that a product and its carries fit an int.
 */
final class Fixed {
  private static final int LIMBS = 9;
  private static final int FRACTION_BITS = 128;

  private final int[] limb = new int[LIMBS];
  private final int[] scratch = new int[2 * LIMBS];

  void set(Fixed other) {
    System.arraycopy(other.limb, 0, limb, 0, LIMBS);
  }

  void setInteger(int value) {
    Arrays.fill(limb, 0);
    limb[0] = value;
  }

  /** An integer part and four words of fraction from a table. */
  void setWords(int integer, int[] words, int at) {
    limb[0] = integer;
    for (int i = 0; i < 4; i++) {
      limb[2 * i + 1] = words[at + i] >>> 16;
      limb[2 * i + 2] = words[at + i] & 0xffff;
    }
  }

  /** A significand whose top bit weighs one, shifted right. */
  void setSignificand(Real number, int shift) {
    Arrays.fill(limb, 0);
    limb[0] = number.high >>> 16;
    limb[1] = number.high & 0xffff;
    limb[2] = number.low >>> 16;
    limb[3] = number.low & 0xffff;
    limb[4] = number.extra >>> 16;
    limb[5] = number.extra & 0xffff;
    shiftRight(15 + shift);
  }

  /** Keeps so many bits after the point. */
  void truncate(int bits) {
    for (int i = (bits >> 4) + 1; i < LIMBS; i++) {
      int kept = Math.max(0, bits - 16 * (i - 1));
      limb[i] &= kept >= 16 ? 0xffff : 0xffff0000 >>> kept;
    }
  }

  boolean isZero() {
    return firstLimb() == LIMBS;
  }

  void shiftRight(int count) {
    int limbs = Math.min(count >> 4, LIMBS);
    int bits = count & 15;
    for (int i = LIMBS - 1; i >= 0; i--) {
      int from = i - limbs;
      int lower = from >= 0 ? limb[from] : 0;
      int upper = from > 0 ? limb[from - 1] : 0;
      limb[i] = (upper << 16 | lower) >>> bits & 0xffff;
    }
  }

  void shiftLeft(int count) {
    int limbs = count >> 4;
    int bits = count & 15;
    for (int i = 0; i < LIMBS; i++) {
      int from = i + limbs;
      int upper = from < LIMBS ? limb[from] : 0;
      int lower = from + 1 < LIMBS ? limb[from + 1] : 0;
      limb[i] = (upper << bits | lower >>> 16 - bits) & 0xffff;
    }
  }

  /**
   * Brings a number that is not zero into the range from one to two.
   *
   * @return the exponent that was taken out
   */
  int normalize() {
    int first = firstLimb();
    int exponent = 31 - Integer.numberOfLeadingZeros(limb[first]) - 16 * first;
    if (exponent < 0) {
      shiftLeft(-exponent);
    } else {
      shiftRight(exponent);
    }
    return exponent;
  }

  int compare(Fixed other) {
    for (int i = 0; i < LIMBS; i++) {
      if (limb[i] != other.limb[i]) {
        return limb[i] - other.limb[i];
      }
    }
    return 0;
  }

  void add(Fixed other) {
    int carry = 0;
    for (int i = LIMBS - 1; i >= 0; i--) {
      int sum = limb[i] + other.limb[i] + carry;
      limb[i] = sum & 0xffff;
      carry = sum >>> 16;
    }
  }

  /** Subtracts a number that is not larger. */
  void subtract(Fixed other) {
    int borrow = 0;
    for (int i = LIMBS - 1; i >= 0; i--) {
      int difference = limb[i] - other.limb[i] - borrow;
      limb[i] = difference & 0xffff;
      borrow = difference >>> 31;
    }
  }

  /** Becomes {@code other - this}, which is not negative. */
  void subtractFrom(Fixed other) {
    int borrow = 0;
    for (int i = LIMBS - 1; i >= 0; i--) {
      int difference = other.limb[i] - limb[i] - borrow;
      limb[i] = difference & 0xffff;
      borrow = difference >>> 31;
    }
  }

  /** Multiplies and drops what is beyond the last limb. */
  void multiply(Fixed other) {
    Arrays.fill(scratch, 0);
    for (int i = LIMBS - 1; i >= 0; i--) {
      int carry = 0;
      for (int j = LIMBS - 1; j >= 0; j--) {
        int product = limb[i] * other.limb[j] + scratch[i + j] + carry;
        scratch[i + j] = product & 0xffff;
        carry = product >>> 16;
      }
      if (i > 0) {
        scratch[i - 1] = carry;
      }
    }
    System.arraycopy(scratch, 0, limb, 0, LIMBS);
  }

  void multiply(int factor) {
    int carry = 0;
    for (int i = LIMBS - 1; i >= 0; i--) {
      int product = limb[i] * factor + carry;
      limb[i] = product & 0xffff;
      carry = product >>> 16;
    }
  }

  /** Divides by a number below 32768. */
  void divide(int divisor) {
    int remainder = 0;
    for (int i = 0; i < LIMBS; i++) {
      int dividend = remainder << 16 | limb[i];
      limb[i] = dividend / divisor;
      remainder = dividend % divisor;
    }
  }

  /** Becomes the quotient of two numbers, which must be below two; the dividend is lost. */
  void divide(Fixed dividend, Fixed divisor) {
    Arrays.fill(limb, 0);
    for (int bit = 0; bit <= FRACTION_BITS; bit++) {
      if (dividend.compare(divisor) >= 0) {
        dividend.subtract(divisor);
        limb[bit + 15 >> 4] |= 1 << (-bit & 15);
      }
      dividend.shiftLeft(1);
    }
  }

  /** Takes the last bit away from a number that is one, for a series that stays below it. */
  void keepBelowOne() {
    if (limb[0] == 1 && firstAfterPoint() == LIMBS) {
      Arrays.fill(limb, 0xffff);
      limb[0] = 0;
    }
  }

  private int firstAfterPoint() {
    int index = 1;
    while (index < LIMBS && limb[index] == 0) {
      index++;
    }
    return index;
  }

  private int firstLimb() {
    return limb[0] != 0 ? 0 : firstAfterPoint();
  }

  /** The number times a power of two, for rounding. */
  void toReal(boolean negative, int exponent, Real result) {
    int first = Math.min(firstLimb(), LIMBS - 1);
    result.set(negative, 0, pair(first), pair(first + 2), pair(first + 4));
    for (int i = first + 6; i < LIMBS; i++) {
      result.extra |= limb[i] != 0 ? 1 : 0;
    }
    result.exponent = Extended.BIAS + 15 - 16 * first + exponent;
    result.normalize();
  }

  private int pair(int index) {
    int upper = index < LIMBS ? limb[index] : 0;
    int lower = index + 1 < LIMBS ? limb[index + 1] : 0;
    return upper << 16 | lower;
  }
}

package cloister.asm.value;

import java.util.Arrays;

/** A natural number of any size, as floating-point constants need to be exact. */
final class Natural {
  static final Natural ZERO = new Natural(new int[0]);
  private static final long LIMB = 0xFFFFFFFFL;

  /** Little end first, without leading zeros. */
  private final int[] limbs;

  private Natural(int[] limbs) {
    int length = limbs.length;
    while (length > 0 && limbs[length - 1] == 0) {
      length--;
    }
    this.limbs = length == limbs.length ? limbs : Arrays.copyOf(limbs, length);
  }

  static Natural of(int small) {
    return new Natural(new int[] {small});
  }

  boolean isZero() {
    return limbs.length == 0;
  }

  int bitLength() {
    return isZero() ? 0 : 32 * limbs.length - Integer.numberOfLeadingZeros(limbs[limbs.length - 1]);
  }

  boolean bit(int index) {
    return index >= 0 && index / 32 < limbs.length && (limbs[index / 32] >> index % 32 & 1) != 0;
  }

  /** The byte at an index, the lowest being 0. */
  int octet(int index) {
    return index / 4 < limbs.length ? limbs[index / 4] >>> 8 * (index % 4) & 0xFF : 0;
  }

  Natural timesPlus(int factor, int summand) {
    int[] product = new int[limbs.length + 1];
    long carry = summand & LIMB;
    for (int i = 0; i < limbs.length; i++) {
      carry += (limbs[i] & LIMB) * (factor & LIMB);
      product[i] = (int) carry;
      carry >>>= 32;
    }
    product[limbs.length] = (int) carry;
    return new Natural(product);
  }

  Natural timesTenTo(int power) {
    Natural product = this;
    int rest = power;
    while (rest >= 9) {
      product = product.timesPlus(1_000_000_000, 0);
      rest -= 9;
    }
    while (rest > 0) {
      product = product.timesPlus(10, 0);
      rest--;
    }
    return product;
  }

  Natural plus(Natural other) {
    int[] sum = Arrays.copyOf(limbs, Math.max(limbs.length, other.limbs.length) + 1);
    long carry = 0;
    for (int i = 0; i < sum.length; i++) {
      carry += (sum[i] & LIMB) + (i < other.limbs.length ? other.limbs[i] & LIMB : 0);
      sum[i] = (int) carry;
      carry >>>= 32;
    }
    return new Natural(sum);
  }

  /** The difference to a number that is not greater. */
  Natural minus(Natural other) {
    int[] difference = limbs.clone();
    long borrow = 0;
    for (int i = 0; i < difference.length; i++) {
      borrow += (difference[i] & LIMB) - (i < other.limbs.length ? other.limbs[i] & LIMB : 0);
      difference[i] = (int) borrow;
      borrow >>= 32;
    }
    return new Natural(difference);
  }

  boolean isLessThan(Natural other) {
    if (limbs.length != other.limbs.length) {
      return limbs.length < other.limbs.length;
    }
    for (int i = limbs.length - 1; i >= 0; i--) {
      if (limbs[i] != other.limbs[i]) {
        return Integer.compareUnsigned(limbs[i], other.limbs[i]) < 0;
      }
    }
    return false;
  }

  Natural shiftedLeft(int count) {
    int[] shifted = new int[limbs.length + count / 32 + 1];
    for (int i = 0; i < limbs.length; i++) {
      long limb = (limbs[i] & LIMB) << count % 32;
      shifted[i + count / 32] |= (int) limb;
      shifted[i + count / 32 + 1] = (int) (limb >>> 32);
    }
    return new Natural(shifted);
  }

  Natural shiftedRight(int count) {
    int drop = Math.min(limbs.length, count / 32);
    int[] shifted = new int[limbs.length - drop];
    for (int i = 0; i < shifted.length; i++) {
      long above = i + drop + 1 < limbs.length ? limbs[i + drop + 1] & LIMB : 0;
      long pair = above << 32 | limbs[i + drop] & LIMB;
      shifted[i] = (int) (pair >>> count % 32);
    }
    return new Natural(shifted);
  }

  /**
   * The first bits of a quotient, and one more that says whether it is longer.
   *
   * @param bits how many bits the quotient may have
   */
  Natural quotient(Natural divisor, int bits) {
    Natural rest = this;
    Natural quotient = ZERO;
    for (int i = bits; i >= 0; i--) {
      Natural part = divisor.shiftedLeft(i);
      boolean holds = !rest.isLessThan(part);
      rest = holds ? rest.minus(part) : rest;
      quotient = quotient.timesPlus(2, holds ? 1 : 0);
    }
    return quotient.timesPlus(2, rest.isZero() ? 0 : 1);
  }
}

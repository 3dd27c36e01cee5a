package cloister.cpu.alu;

/**
 * Integer arithmetic without state. Results are sign-extended to 32 bits from the operand size;
 * carries are in the form that {@code Flags} keeps.
 *
 * <p>Sizes are 0 for byte, 1 for word, 2 for doubleword.
 */
public final class Alu {
  /** AF in the form of carries. */
  public static final int ADJUST = 8;

  private static final int TOP_CARRIES = 0xc0000000;

  private Alu() {}

  /** Operand size in bytes: 1, 2 or 4. */
  public static int bytes(int size) {
    return 1 << size;
  }

  /** Distance from the operand's top bit to bit 31: 24, 16 or 0. */
  public static int headroom(int size) {
    return 32 - (8 << size);
  }

  public static int signExtend(int value, int size) {
    int shift = headroom(size);
    return value << shift >> shift;
  }

  public static int zeroExtend(int value, int size) {
    int shift = headroom(size);
    return value << shift >>> shift;
  }

  /** Carries of {@code a + b + carryIn} that gave {@code sum}. */
  public static int addCarries(int a, int b, int sum, int size) {
    return place(a & b | (a | b) & ~sum, size);
  }

  /** Carries of a 32-bit sum. */
  public static int addCarries(int a, int b, int sum) {
    return (a & b | (a | b) & ~sum) & (TOP_CARRIES | ADJUST);
  }

  /** Borrows of a 32-bit difference. */
  public static int subtractCarries(int a, int b, int difference) {
    return (~a & b | (~a | b) & difference) & (TOP_CARRIES | ADJUST);
  }

  /** Borrows of {@code a - b - borrowIn} that gave {@code difference}. */
  public static int subtractCarries(int a, int b, int difference, int size) {
    return place(~a & b | (~a | b) & difference, size);
  }

  /** Carries that give CF and OF, with AF clear. */
  public static int carries(boolean carry, boolean overflow) {
    return (carry ? 0x80000000 : 0) | (carry != overflow ? 0x40000000 : 0);
  }

  /** High word of the unsigned 64-bit product, from 16-bit halves. */
  public static int multiplyHighUnsigned(int a, int b) {
    int aLow = a & 0xffff;
    int aHigh = a >>> 16;
    int bLow = b & 0xffff;
    int bHigh = b >>> 16;
    int low = aLow * bLow;
    int middle = aHigh * bLow + (low >>> 16);
    int carry = aLow * bHigh + (middle & 0xffff);
    return aHigh * bHigh + (middle >>> 16) + (carry >>> 16);
  }

  /** High word of the signed 64-bit product. */
  public static int multiplyHighSigned(int a, int b) {
    int high = multiplyHighUnsigned(a, b);
    return high - (a < 0 ? b : 0) - (b < 0 ? a : 0);
  }

  /**
   * Low word of the quotient of an unsigned 64-bit dividend; the caller has made sure that {@code
   * high < divisor}, so that it fits.
   */
  public static int divideUnsigned(int high, int low, int divisor) {
    if (high == 0) {
      return Integer.divideUnsigned(low, divisor);
    }
    int remainder = high;
    int quotient = 0;
    for (int i = 31; i >= 0; i--) {
      boolean overflow = remainder < 0;
      remainder = remainder << 1 | low >>> i & 1;
      if (overflow || Integer.compareUnsigned(remainder, divisor) >= 0) {
        remainder -= divisor;
        quotient |= 1 << i;
      }
    }
    return quotient;
  }

  private static int place(int carries, int size) {
    return carries & ADJUST | carries << headroom(size) & TOP_CARRIES;
  }
}

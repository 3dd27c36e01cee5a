package cloister.bits;

/** Bit fields of 32-bit words, numbered as in the manuals: bit 0 is the least significant. */
public final class Bits {
  private Bits() {}

  /** The field {@code high:low} of a word, zero-extended. {@code 31 >= high >= low >= 0}. */
  public static int field(int word, int high, int low) {
    return word << 31 - high >>> 31 - high + low;
  }

  /** The word with its field {@code high:low} replaced by the low bits of {@code value}. */
  public static int withField(int word, int high, int low, int value) {
    int mask = -1 >>> 31 - high + low << low;
    return word & ~mask | value << low & mask;
  }

  public static boolean bit(int word, int index) {
    return (word >>> index & 1) != 0;
  }

  public static int withBit(int word, int index, boolean value) {
    return value ? word | 1 << index : word & ~(1 << index);
  }

  public static int signExtend8(int value) {
    return (byte) value;
  }

  public static int signExtend16(int value) {
    return (short) value;
  }

  /** True when {@code a < b} as unsigned numbers. */
  public static boolean below(int a, int b) {
    return a + Integer.MIN_VALUE < b + Integer.MIN_VALUE;
  }
}

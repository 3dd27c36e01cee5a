package cloister.cc.generate.select;

import cloister.cc.ir.Operation.RealFormat;
import cloister.cc.tree.Real;

/** The x87's formats in memory (SDM vol. 1, 4.2.2). */
final class RealFormats {
  private static final int EXTENDED_BIAS = 0x3FFF;

  private RealFormats() {}

  /** How many bits an instruction names for a format. */
  static int bits(RealFormat format) {
    return switch (format) {
      case SINGLE -> 32;
      case DOUBLE -> 64;
      case EXTENDED -> 80;
    };
  }

  static RealFormat wider(RealFormat a, RealFormat b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  /** The shortest format that has a value exactly, as a normal number or zero. */
  static RealFormat shortest(Real value) {
    if (fits(value, 40, 127)) {
      return RealFormat.SINGLE;
    }
    return fits(value, 11, 1023) ? RealFormat.DOUBLE : RealFormat.EXTENDED;
  }

  private static boolean fits(Real value, int unusedBits, int bias) {
    if (isZero(value)) {
      return true;
    }
    int exponent = exponent(value);
    boolean normal = exponent >= 1 - bias && exponent <= bias && value.significand() < 0;
    return normal && value.significand() << 64 - unusedBits == 0;
  }

  private static boolean isZero(Real value) {
    return value.significand() == 0 && (value.signExponent() & 0x7FFF) == 0;
  }

  private static int exponent(Real value) {
    return (value.signExponent() & 0x7FFF) - EXTENDED_BIAS;
  }

  private static long sign(Real value) {
    return value.signExponent() >> 15 & 1;
  }

  /** A value that fits, in a format's bits; for the extended format its significand. */
  static long image(Real value, RealFormat format) {
    int fraction = format == RealFormat.SINGLE ? 23 : 52;
    int width = format == RealFormat.SINGLE ? 32 : 64;
    int bias = format == RealFormat.SINGLE ? 127 : 1023;
    if (format == RealFormat.EXTENDED) {
      return value.significand();
    }
    long signBit = sign(value) << width - 1;
    if (isZero(value)) {
      return signBit;
    }
    long biased = (long) (exponent(value) + bias) << fraction;
    return signBit | biased | (value.significand() & Long.MAX_VALUE) >>> 63 - fraction;
  }

  static byte[] bytes(Real value, RealFormat format) {
    byte[] bytes = new byte[format.bytes()];
    long image = image(value, format);
    for (int i = 0; i < Math.min(8, bytes.length); i++) {
      bytes[i] = (byte) (image >> 8 * i);
    }
    if (format == RealFormat.EXTENDED) {
      bytes[8] = (byte) value.signExponent();
      bytes[9] = (byte) (value.signExponent() >> 8);
    }
    return bytes;
  }
}

package cloister.world.c;

import java.math.BigInteger;

/**
 * Decimal text of binary floating-point numbers: as many digits as tell them apart for a reader.
 */
final class RealText {
  private static final int SINGLE_DIGITS = 7;
  private static final int DOUBLE_DIGITS = 15;
  private static final int EXTENDED_DIGITS = 18;

  private RealText() {}

  static String single(int word) {
    int exponent = word >>> 23 & 0xFF;
    long fraction = word & 0x7FFFFF;
    return text(
        word < 0,
        fraction | (exponent == 0 ? 0 : 1 << 23),
        exponent == 0 ? -149 : exponent - 150,
        exponent == 0xFF,
        fraction != 0,
        SINGLE_DIGITS);
  }

  static String ofDouble(long bits) {
    int exponent = (int) (bits >>> 52) & 0x7FF;
    long fraction = bits & (1L << 52) - 1;
    return text(
        bits < 0,
        fraction | (exponent == 0 ? 0 : 1L << 52),
        exponent == 0 ? -1074 : exponent - 1075,
        exponent == 0x7FF,
        fraction != 0,
        DOUBLE_DIGITS);
  }

  static String extended(long significand, int signExponent) {
    int exponent = signExponent & 0x7FFF;
    return text(
        (signExponent & 0x8000) != 0,
        significand,
        (exponent == 0 ? 1 : exponent) - 16383 - 63,
        exponent == 0x7FFF,
        significand << 1 != 0,
        EXTENDED_DIGITS);
  }

  private static String text(
      boolean negative, long significand, int exponent, boolean special, boolean nan, int digits) {
    String sign = negative ? "-" : "";
    if (special) {
      return nan ? "nan" : sign + "inf";
    }
    if (significand == 0) {
      return sign + "0";
    }
    return sign + decimal(unsigned(significand), exponent, digits);
  }

  private static BigInteger unsigned(long value) {
    BigInteger low = BigInteger.valueOf(value & Long.MAX_VALUE);
    return value < 0 ? low.setBit(63) : low;
  }

  /** The number is digits times ten to some power; rounded to so many digits, half to even. */
  private static String decimal(BigInteger significand, int exponent, int digits) {
    BigInteger whole =
        exponent >= 0
            ? significand.shiftLeft(exponent)
            : significand.multiply(BigInteger.valueOf(5).pow(-exponent));
    int scale = exponent >= 0 ? 0 : -exponent;
    String all = whole.toString();
    if (all.length() > digits) {
      BigInteger unit = BigInteger.TEN.pow(all.length() - digits);
      BigInteger[] parts = whole.divideAndRemainder(unit);
      boolean up = parts[1].shiftLeft(1).compareTo(unit) >= 0;
      scale -= all.length() - digits;
      all = (up ? parts[0].add(BigInteger.ONE) : parts[0]).toString();
    }
    return placed(all, all.length() - scale);
  }

  /**
   * @param point how many of the digits stand before the point
   */
  private static String placed(String digits, int point) {
    int end = digits.length();
    while (end > 1 && digits.charAt(end - 1) == '0') {
      end--;
    }
    String kept = digits.substring(0, end);
    if (point < -4 || point > 17) {
      String rest = kept.length() > 1 ? "." + kept.substring(1) : "";
      return kept.charAt(0) + rest + "e" + (point - 1);
    }
    if (point <= 0) {
      return "0." + "0".repeat(-point) + kept;
    }
    if (point >= kept.length()) {
      return kept + "0".repeat(point - kept.length());
    }
    return kept.substring(0, point) + "." + kept.substring(point);
  }
}

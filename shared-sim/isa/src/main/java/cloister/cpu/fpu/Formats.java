package cloister.cpu.fpu;

import cloister.bits.Bits;

/**
 * Conversion between the extended format and those of memory (SDM 1, 4.2 and 8.2). What goes to
 * memory stands in {@link #low}, {@link #high} and {@link #top}, as many words as the format has.
 */
public final class Formats {
  private static final int SINGLE_BIAS = 127;
  private static final int DOUBLE_BIAS = 1023;

  public int low;
  public int high;

  /** The last two bytes of a packed decimal number. */
  public int top;

  private static final int[] CONSTANTS = {
    0x3fff, 0x80000000, 0, 0, // 1
    0x4000, 0xd49a784b, 0xcd1b8afe, 0x492bf6ff, // log2 10
    0x3fff, 0xb8aa3b29, 0x5c17f0bb, 0xbe87fed0, // log2 e
    0x4000, 0xc90fdaa2, 0x2168c234, 0xc4c6628b, // pi
    0x3ffd, 0x9a209a84, 0xfbcff798, 0x8f8959ac, // log10 2
    0x3ffe, 0xb17217f7, 0xd1cf79ab, 0xc9e3b398, // ln 2
    0, 0, 0, 0
  };

  private boolean narrow;
  private boolean denormal;
  private final Rounder rounder;
  private final Real x = new Real();

  public Formats(Rounder rounder) {
    this.rounder = rounder;
  }

  public void loadSingle(int word, Extended result) {
    int exponent = word >>> 23 & 0xff;
    load(word < 0, exponent, 0xff, SINGLE_BIAS, word << 8, 0, result);
  }

  public void loadDouble(int high, int low, Extended result) {
    int exponent = high >>> 20 & 0x7ff;
    int fraction = high << 11 | low >>> 21;
    load(high < 0, exponent, 0x7ff, DOUBLE_BIAS, fraction, low << 11, result);
  }

  public void loadExtended(int top, int high, int low, Extended result) {
    result.set(top, high, low);
    narrow = false;
    denormal = false;
  }

  /** True when the number last loaded was denormal in a format narrower than a register. */
  public boolean wasDenormal() {
    return denormal;
  }

  /** FLD from single or double precision is a conversion and raises what conversions do. */
  public void noteLoaded(Extended number) {
    rounder.raise(denormal ? StatusWord.DENORMAL : 0);
    if (narrow && number.isSignaling()) {
      rounder.raise(StatusWord.INVALID);
      number.quiet();
    }
  }

  /** FLD1, FLDL2T and so on, rounded by the rounding control without an exception. */
  public void constant(int index, Extended result) {
    int at = 4 * index;
    x.set(false, CONSTANTS[at], CONSTANTS[at + 1], CONSTANTS[at + 2], CONSTANTS[at + 3]);
    rounder.roundQuietly(x);
    result.set(x.exponent, x.high, x.low);
  }

  /** The fraction stands below the integer bit, which is not there yet. */
  private void load(
      boolean negative, int exponent, int all, int bias, int high, int low, Extended result) {
    int sign = negative ? 0x8000 : 0;
    int fraction = high & ~Extended.TOP_BIT;
    narrow = true;
    denormal = false;
    if (exponent == all) {
      result.set(sign | 0x7fff, fraction | Extended.TOP_BIT, low);
    } else if (exponent != 0) {
      result.set(sign | exponent + Extended.BIAS - bias, fraction | Extended.TOP_BIT, low);
    } else if ((fraction | low) == 0) {
      result.setZero(negative);
    } else {
      denormal = true;
      x.set(negative, 1 + Extended.BIAS - bias, fraction, low, 0);
      x.normalize();
      result.set(sign | x.exponent, x.high, x.low);
    }
  }

  public void storeSingle(Extended number) {
    store(number, 24, SINGLE_BIAS);
    int exponent = x.high < 0 ? x.exponent - Extended.BIAS + SINGLE_BIAS : 0;
    low = (number.negative() ? Extended.TOP_BIT : 0) | exponent << 23 | x.high << 1 >>> 9;
  }

  public void storeDouble(Extended number) {
    store(number, 53, DOUBLE_BIAS);
    int exponent = x.high < 0 ? x.exponent - Extended.BIAS + DOUBLE_BIAS : 0;
    low = x.high << 21 | x.low >>> 11;
    high = (number.negative() ? Extended.TOP_BIT : 0) | exponent << 20 | x.high << 1 >>> 12;
  }

  public void storeExtended(Extended number) {
    top = number.signExponent;
    high = number.high;
    low = number.low;
  }

  private void store(Extended number, int bits, int bias) {
    int lowest = Extended.BIAS - bias + 1;
    int highest = Extended.BIAS + bias;
    if (number.isUnsupported()) {
      rounder.raise(StatusWord.INVALID);
      number.setIndefinite();
    }
    if (number.isSignaling()) {
      rounder.raise(StatusWord.INVALID);
      number.quiet();
    }
    if (number.exponent() == 0x7fff) {
      x.set(number.negative(), highest + 1, number.high, number.low, 0);
      return;
    }
    x.unpack(number);
    rounder.fit(x, bits, lowest, highest, false);
  }

  /** Loads a signed integer of 64 bits; no exception. */
  public void loadInteger(int high, int low, Extended result) {
    narrow = false;
    denormal = false;
    boolean negative = high < 0;
    if (negative) {
      load64(~high + (low == 0 ? 1 : 0), -low, true, result);
    } else {
      load64(high, low, false, result);
    }
  }

  private void load64(int high, int low, boolean negative, Extended result) {
    x.set(negative, Extended.BIAS + 63, high, low, 0);
    if (x.isZero()) {
      result.setZero(negative);
      return;
    }
    x.normalize();
    result.set(x.exponent | (negative ? 0x8000 : 0), x.high, x.low);
  }

  /**
   * Rounds to a signed integer; what does not fit is an invalid operation and gives the indefinite
   * integer.
   *
   * @param bits 16, 32 or 64
   */
  public void storeInteger(Extended number, int bits) {
    if (!toInteger(number) || !fits(bits, x.negative)) {
      integerIndefinite(bits);
      return;
    }
    low = x.low;
    high = x.high;
    if (x.negative) {
      high = ~high + (low == 0 ? 1 : 0);
      low = -low;
    }
  }

  /** What a masked stack underflow or invalid operation stores as an integer. */
  public void integerIndefinite(int bits) {
    rounder.begin(rounder.control());
    rounder.raise(StatusWord.INVALID);
    high = bits == 64 ? Extended.TOP_BIT : 0;
    low = bits == 64 ? 0 : 1 << bits - 1;
  }

  /** Puts the rounded magnitude into x; false when it has more than 64 bits or is no number. */
  private boolean toInteger(Extended number) {
    if (number.isUnsupported() || number.exponent() >= Extended.BIAS + 64) {
      return false;
    }
    x.unpack(number);
    x.shiftRight(Extended.BIAS + 63 - x.exponent);
    x.exponent = Extended.BIAS + 63;
    rounder.roundInteger(x);
    return x.exponent == Extended.BIAS + 63;
  }

  private boolean fits(int bits, boolean negative) {
    int limitHigh = bits == 64 ? Extended.TOP_BIT : 0;
    int limitLow = bits == 64 ? 0 : 1 << bits - 1;
    boolean atLimit = x.high == limitHigh && x.low == limitLow;
    boolean below = below(x.high, x.low, limitHigh, limitLow);
    return below || atLimit && negative;
  }

  /** Loads 18 decimal digits and a sign; digits above 9 count as they are, as in processors. */
  public void loadDecimal(int low, int high, int top, Extended result) {
    narrow = false;
    denormal = false;
    int binaryHigh = 0;
    int binaryLow = 0;
    for (int digit = 17; digit >= 0; digit--) {
      int word = digit >= 16 ? top : digit >= 8 ? high : low;
      int value = word >>> 4 * (digit & 7) & 15;
      int twoHigh = binaryHigh << 1 | binaryLow >>> 31;
      int twoLow = binaryLow << 1;
      binaryHigh = twoHigh << 2 | twoLow >>> 30;
      binaryLow = (twoLow << 2) + twoLow;
      binaryHigh += twoHigh + (Bits.below(binaryLow, twoLow) ? 1 : 0);
      binaryLow += value;
      binaryHigh += Bits.below(binaryLow, value) ? 1 : 0;
    }
    load64(binaryHigh, binaryLow, (top & 0x8000) != 0, result);
  }

  /** Rounds to 18 decimal digits, or gives the packed decimal indefinite. */
  public void storeDecimal(Extended number) {
    boolean fits = toInteger(number) && below(x.high, x.low, 0x0de0b6b3, 0xa7640000);
    if (!fits) {
      decimalIndefinite();
      return;
    }
    low = digits(8);
    high = digits(8);
    top = digits(2) | (number.negative() ? 0x8000 : 0);
  }

  public void decimalIndefinite() {
    rounder.begin(rounder.control());
    rounder.raise(StatusWord.INVALID);
    low = 0;
    high = 0xc0000000;
    top = 0xffff;
  }

  private int digits(int count) {
    int word = 0;
    for (int digit = 0; digit < count; digit++) {
      word |= remainderOfTen() << 4 * digit;
    }
    return word;
  }

  /** Divides x by ten, in pieces of 16 bits so that no step overflows. */
  private int remainderOfTen() {
    int a = x.high >>> 16;
    int b = a % 10 << 16 | x.high & 0xffff;
    int c = b % 10 << 16 | x.low >>> 16;
    int d = c % 10 << 16 | x.low & 0xffff;
    x.high = a / 10 << 16 | b / 10;
    x.low = c / 10 << 16 | d / 10;
    return d % 10;
  }

  private static boolean below(int aHigh, int aLow, int bHigh, int bLow) {
    return aHigh != bHigh ? Bits.below(aHigh, bHigh) : Bits.below(aLow, bLow);
  }
}

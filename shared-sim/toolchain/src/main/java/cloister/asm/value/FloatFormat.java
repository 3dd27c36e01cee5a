package cloister.asm.value;

import java.util.Optional;

/** The formats of floating-point numbers in memory (IEEE 754; SDM vol. 1, 4.2.2). */
public enum FloatFormat {
  FLOAT8(1, 4, 3, false),
  FLOAT16(2, 5, 10, false),
  BFLOAT16(2, 8, 7, false),
  FLOAT32(4, 8, 23, false),
  FLOAT64(8, 11, 52, false),
  FLOAT80(10, 15, 63, true),
  FLOAT128(16, 15, 112, false);

  private final int bytes;
  private final int exponentBits;
  private final int fractionBits;
  private final boolean integerBit;

  FloatFormat(int bytes, int exponentBits, int fractionBits, boolean integerBit) {
    this.bytes = bytes;
    this.exponentBits = exponentBits;
    this.fractionBits = fractionBits;
    this.integerBit = integerBit;
  }

  /** The usual format of a data item of so many bytes. */
  public static Optional<FloatFormat> ofBytes(int bytes) {
    for (FloatFormat format : values()) {
      if (format.bytes == bytes) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  public int bytes() {
    return bytes;
  }

  int fractionBits() {
    return fractionBits;
  }

  int bias() {
    return (1 << exponentBits - 1) - 1;
  }

  Natural infinity() {
    return Natural.of((1 << exponentBits) - 1).shiftedLeft(fractionBits);
  }

  /** A number that is none; a quiet one has the first bit of the fraction set. */
  Natural notANumber(boolean quiet) {
    return infinity().plus(Natural.of(1).shiftedLeft(quiet ? fractionBits - 1 : 0));
  }

  /**
   * The bytes, the lowest first.
   *
   * @param packed exponent and fraction side by side
   */
  String bytes(Natural packed, boolean negative) {
    Natural exponent = packed.shiftedRight(fractionBits);
    Natural all = packed;
    if (integerBit) {
      Natural fraction = packed.minus(exponent.shiftedLeft(fractionBits));
      all = exponent.shiftedLeft(fractionBits + 1).plus(fraction);
      all = exponent.isZero() ? all : all.plus(Natural.of(1).shiftedLeft(fractionBits));
    }
    if (negative) {
      all = all.plus(Natural.of(1).shiftedLeft(8 * bytes - 1));
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes; i++) {
      text.append((char) all.octet(i));
    }
    return text.toString();
  }
}

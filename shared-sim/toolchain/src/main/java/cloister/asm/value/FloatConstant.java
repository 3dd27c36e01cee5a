package cloister.asm.value;

import cloister.bits.Hex;
import java.util.Optional;

/**
 * A floating-point constant as written (NASM manual, 3.4.6): a significand times a power of two and
 * a power of ten, or one of the special values. It is rounded once, to the nearest, when its bytes
 * are made.
 */
public final class FloatConstant {
  private static final int GREATEST_EXPONENT = 20_000;

  /** Beyond these powers, every format has infinity or zero. */
  private static final int MOST_TENS = 6_500;

  /** Half of the least extended number has 11,515 digits that are not zero. */
  private static final int MOST_DIGITS = 12_000;

  private static final int PACKED_BYTES = 10;
  private static final int PACKED_DIGITS = 18;

  private enum Kind {
    FINITE,
    INFINITY,
    QUIET_NAN,
    SIGNALLING_NAN
  }

  private final Kind kind;
  private final Natural significand;
  private final int twos;
  private final int tens;

  private FloatConstant(Kind kind, Natural significand, int twos, int tens) {
    this.kind = kind;
    this.significand = significand;
    this.twos = twos;
    this.tens = tens;
  }

  /** The constant of a special name, as {@code __?Infinity?__}. */
  public static Optional<FloatConstant> named(String lower) {
    Kind kind =
        switch (lower) {
          case "__infinity__", "__?infinity?__" -> Kind.INFINITY;
          case "__nan__", "__qnan__", "__?nan?__", "__?qnan?__" -> Kind.QUIET_NAN;
          case "__snan__", "__?snan?__" -> Kind.SIGNALLING_NAN;
          default -> Kind.FINITE;
        };
    return kind == Kind.FINITE
        ? Optional.empty()
        : Optional.of(new FloatConstant(kind, Natural.ZERO, 0, 0));
  }

  /** The constant of a number with a point or an exponent; nothing when it is malformed. */
  public static Optional<FloatConstant> parse(String text) {
    int bits = bitsOfDigit(text);
    int from = text.startsWith("$") ? 1 : bits > 0 || hasDecimalPrefix(text) ? 2 : 0;
    Natural significand = Natural.ZERO;
    int scale = 0;
    int digits = 0;
    boolean point = false;
    boolean lost = false;
    int at = from;
    for (; at < text.length() && !startsExponent(text.charAt(at), bits); at++) {
      char c = text.charAt(at);
      int digit = Hex.digit(c);
      if (c == '.' && !point) {
        point = true;
      } else if (c != '_' && (digit < 0 || digit >= (bits > 0 ? 1 << bits : 10))) {
        return Optional.empty();
      } else if (c != '_') {
        digits += significand.isZero() && digit == 0 ? 0 : 1;
        boolean kept = digits <= MOST_DIGITS;
        significand = kept ? significand.timesPlus(bits > 0 ? 1 << bits : 10, digit) : significand;
        scale += (point ? -1 : 0) + (kept ? 0 : 1);
        lost |= !kept && digit != 0;
      }
    }
    if (lost) {
      // One digit for all that were left out, so that a half stays distinct from more than a half.
      significand = significand.timesPlus(bits > 0 ? 1 << bits : 10, 1);
      scale--;
    }
    Optional<Integer> exponent = exponent(text, at);
    if (exponent.isEmpty()) {
      return Optional.empty();
    }
    int power = exponent.get() + scale * Math.max(1, bits);
    return Optional.of(
        new FloatConstant(Kind.FINITE, significand, bits > 0 ? power : 0, bits > 0 ? 0 : power));
  }

  /** Bits of a digit after a radix prefix, 0 for a decimal number. */
  private static int bitsOfDigit(String text) {
    if (text.startsWith("$")) {
      return 4;
    }
    if (text.length() < 2 || text.charAt(0) != '0') {
      return 0;
    }
    return switch (text.charAt(1)) {
      case 'x', 'X', 'h', 'H' -> 4;
      case 'o', 'O', 'q', 'Q' -> 3;
      case 'b', 'B', 'y', 'Y' -> 1;
      default -> 0;
    };
  }

  private static boolean hasDecimalPrefix(String text) {
    return text.length() > 1 && text.charAt(0) == '0' && "dDtT".indexOf(text.charAt(1)) >= 0;
  }

  private static boolean startsExponent(char c, int bits) {
    return bits > 0 ? c == 'p' || c == 'P' : c == 'e' || c == 'E';
  }

  /** The exponent whose letter stands at an index; zero when there is none. */
  private static Optional<Integer> exponent(String text, int letter) {
    int at = letter + 1;
    boolean negative = at < text.length() && text.charAt(at) == '-';
    at += at < text.length() && (negative || text.charAt(at) == '+') ? 1 : 0;
    int value = 0;
    for (; at < text.length(); at++) {
      int digit = text.charAt(at) - '0';
      if (text.charAt(at) == '_') {
        continue;
      }
      if (digit < 0 || digit > 9) {
        return Optional.empty();
      }
      value = Math.min(GREATEST_EXPONENT, 10 * value + digit);
    }
    return Optional.of(negative ? -value : value);
  }

  /**
   * The bytes of a packed decimal constant such as {@code 123p}, for the x87's FBLD; nothing when
   * the text is none.
   */
  public static Optional<String> packedDecimal(String text, boolean negative) {
    boolean prefixed = text.startsWith("0p") || text.startsWith("0P");
    String digits = prefixed ? text.substring(2) : text.substring(0, text.length() - 1);
    int[] nibbles = new int[PACKED_DIGITS];
    int count = 0;
    for (int i = digits.length() - 1; i >= 0; i--) {
      int digit = digits.charAt(i) - '0';
      if (digits.charAt(i) == '_') {
        continue;
      }
      if (digit < 0 || digit > 9) {
        return Optional.empty();
      }
      if (count < PACKED_DIGITS) {
        nibbles[count++] = digit;
      }
    }
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i < PACKED_DIGITS; i += 2) {
      bytes.append((char) (nibbles[i] | nibbles[i + 1] << 4));
    }
    return Optional.of(bytes.append((char) (negative ? 0x80 : 0)).toString());
  }

  /** True for a text that means packed decimals in ten bytes. */
  public static boolean isPackedDecimal(String text, int bytes) {
    boolean radix = bitsOfDigit(text) > 0;
    boolean letter = text.endsWith("p") || text.endsWith("P");
    boolean prefix = text.startsWith("0p") || text.startsWith("0P");
    return bytes == PACKED_BYTES && (letter && !radix || prefix);
  }

  /** The number as its format stores it, the lowest byte first. */
  public String bytes(FloatFormat format, boolean negative) {
    Natural packed =
        switch (kind) {
          case FINITE -> significand.isZero() ? Natural.ZERO : rounded(format);
          case INFINITY -> format.infinity();
          case QUIET_NAN -> format.notANumber(true);
          case SIGNALLING_NAN -> format.notANumber(false);
        };
    return format.bytes(packed, negative);
  }

  private Natural rounded(FloatFormat format) {
    int magnitude = tens + significand.bitLength() * 3 / 10;
    if (Math.abs(magnitude) > MOST_TENS) {
      return magnitude > 0 ? format.infinity() : Natural.ZERO;
    }
    Natural numerator = significand.timesTenTo(Math.max(0, tens));
    Natural denominator = Natural.of(1).timesTenTo(Math.max(0, -tens));
    int wanted = format.fractionBits() + 3;
    int shift = wanted - numerator.bitLength() + denominator.bitLength();
    Natural quotient =
        numerator
            .shiftedLeft(Math.max(0, shift))
            .quotient(denominator.shiftedLeft(Math.max(0, -shift)), wanted + 1);
    int exponent = quotient.bitLength() - 2 - shift + twos;
    return packed(quotient, exponent, format);
  }

  /**
   * @param quotient the significand with some bits too many, the last one sticky
   * @param exponent the power of two of its first bit
   */
  private static Natural packed(Natural quotient, int exponent, FloatFormat format) {
    int field = exponent + format.bias();
    int kept = format.fractionBits() + 1 + Math.min(0, field - 1);
    int dropped = quotient.bitLength() - kept;
    if (field >= 2 * format.bias() + 1) {
      return format.infinity();
    }
    if (kept < 0) {
      return Natural.ZERO;
    }
    Natural whole = quotient.shiftedRight(dropped);
    Natural rest = quotient.minus(whole.shiftedLeft(dropped));
    Natural half = Natural.of(1).shiftedLeft(dropped - 1);
    boolean up = half.isLessThan(rest) || !rest.isLessThan(half) && whole.bit(0);
    whole = up ? whole.plus(Natural.of(1)) : whole;
    int above = Math.max(0, field - 1);
    Natural packed = whole.plus(Natural.of(above).shiftedLeft(format.fractionBits()));
    return packed.isLessThan(format.infinity()) ? packed : format.infinity();
  }
}

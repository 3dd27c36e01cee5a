package cloister.input;

import cloister.bits.Hex;
import cloister.codec.Json;
import java.util.OptionalInt;

/** 32-bit numbers as people write them: decimal, {@code 0x} hexadecimal, with or without sign. */
public final class Numbers {
  private Numbers() {}

  /** The low 32 bits of the number, or nothing when the text is none or does not fit. */
  public static OptionalInt parse(String text) {
    boolean negative = text.startsWith("-");
    String digits = negative ? text.substring(1) : text;
    boolean hex = digits.startsWith("0x") || digits.startsWith("0X");
    double value = hex ? digits(digits.substring(2), 16) : digits(digits, 10);
    if (value < 0 || value > (negative ? 2147483648.0 : 4294967295.0)) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(new Json.Num(negative ? -value : value).word());
  }

  /** Hexadecimal digits without prefix. */
  public static OptionalInt parseHex(String text) {
    double value = digits(text, 16);
    return value < 0 || value > 4294967295.0
        ? OptionalInt.empty()
        : OptionalInt.of(new Json.Num(value).word());
  }

  private static double digits(String text, int base) {
    if (text.isEmpty() || text.length() > 10) {
      return -1;
    }
    double value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = Hex.digit(text.charAt(i));
      if (digit < 0 || digit >= base) {
        return -1;
      }
      value = value * base + digit;
    }
    return value;
  }
}

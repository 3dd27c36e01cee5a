package cloister.asm.lex;

import cloister.bits.Hex;
import java.util.OptionalLong;

/**
 * Numeric constants (NASM manual, 3.4.1): a radix letter after a leading zero or at the end, {@code
 * $} for hexadecimal, underscores anywhere.
 */
final class Numbers {
  private Numbers() {}

  /** True for a number with a point, an exponent, or the letter of packed decimals. */
  static boolean isFloat(String text) {
    boolean power = text.indexOf('p') >= 0 || text.indexOf('P') >= 0;
    boolean ten = !isHexadecimal(text) && (text.indexOf('e') >= 0 || text.indexOf('E') >= 0);
    return text.indexOf('.') >= 0 || power || ten;
  }

  /** True when the text so far ends with the letter of an exponent. */
  static boolean takesSign(String text) {
    char last = text.charAt(text.length() - 1);
    return last == 'p' || last == 'P' || (last == 'e' || last == 'E') && !isHexadecimal(text);
  }

  private static boolean isHexadecimal(String text) {
    return text.charAt(0) == '$'
        || text.indexOf('h') >= 0
        || text.indexOf('H') >= 0
        || text.indexOf('x') >= 0
        || text.indexOf('X') >= 0;
  }

  /** The value, modulo 2 to the 64, or nothing when it is no number. */
  static OptionalLong parse(String text) {
    if (text.charAt(0) == '$') {
      return digits(text.substring(1), 16);
    }
    int length = text.length();
    int prefix = length > 2 && text.charAt(0) == '0' ? radix(text.charAt(1)) : 0;
    int suffix = length > 1 ? radix(text.charAt(length - 1)) : 0;
    if (prefix > suffix) {
      return digits(text.substring(2), prefix);
    }
    return suffix > 0 ? digits(text.substring(0, length - 1), suffix) : digits(text, 10);
  }

  private static int radix(char letter) {
    return switch (letter) {
      case 'b', 'B', 'y', 'Y' -> 2;
      case 'o', 'O', 'q', 'Q' -> 8;
      case 'd', 'D', 't', 'T' -> 10;
      case 'h', 'H', 'x', 'X' -> 16;
      default -> 0;
    };
  }

  private static OptionalLong digits(String text, int radix) {
    long value = 0;
    boolean any = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '_') {
        continue;
      }
      int digit = Hex.digit(c);
      if (digit < 0 || digit >= radix) {
        return OptionalLong.empty();
      }
      value = value * radix + digit;
      any = true;
    }
    return any ? OptionalLong.of(value) : OptionalLong.empty();
  }
}

package cloister.bits;

/** Hexadecimal text as the processor manuals write it: upper case, fixed width, no prefix. */
public final class Hex {
  private static final String DIGITS = "0123456789ABCDEF";

  private Hex() {}

  public static String hex8(int value) {
    return hex(value, 2);
  }

  public static String hex16(int value) {
    return hex(value, 4);
  }

  public static String hex32(int value) {
    return hex(value, 8);
  }

  /** The low {@code digits} hexadecimal digits of a word, 1 to 8. */
  public static String hex(int value, int digits) {
    char[] text = new char[digits];
    for (int i = 0; i < digits; i++) {
      text[digits - 1 - i] = DIGITS.charAt(value >>> 4 * i & 15);
    }
    return new String(text);
  }

  /** Hexadecimal without leading zeros, prefixed {@code 0x}. */
  public static String prefixed(int value) {
    int digits = 1;
    while (digits < 8 && value >>> 4 * digits != 0) {
      digits++;
    }
    return "0x" + hex(value, digits);
  }

  /** The value of one hexadecimal digit, or -1 when the character is none. */
  public static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}

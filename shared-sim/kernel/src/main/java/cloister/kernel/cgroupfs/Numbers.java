package cloister.kernel.cgroupfs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;

/** Numbers as they are written into files: decimal, octal behind 0, hexadecimal behind 0x. */
final class Numbers {
  private static final String UNITS = "KMGTPE";

  private Numbers() {}

  /** kstrtoint: EINVAL for what is no number, ERANGE for one that is too large. */
  static int small(String text) throws KernelError {
    long value = whole(text);
    if (value != (int) value) {
      throw Errno.ERANGE.error();
    }
    return (int) value;
  }

  /** kstrtoll. */
  static long whole(String text) throws KernelError {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    int end = end(digits);
    if (end != digits.length() || end == 0) {
      throw Errno.EINVAL.error();
    }
    long value = value(digits, end);
    return negative ? -value : value;
  }

  /** Where the digits at the beginning of a text end; 0 where there are none. */
  static int end(String text) {
    int base = base(text);
    int at = base == 16 ? 2 : 0;
    int from = at;
    while (at < text.length() && Character.digit(text.charAt(at), base) >= 0) {
      at++;
    }
    return at == from ? 0 : at;
  }

  private static int base(String text) {
    if (text.startsWith("0x") || text.startsWith("0X")) {
      return 16;
    }
    return text.startsWith("0") ? 8 : 10;
  }

  /** ERANGE for more than 63 bits. */
  static long value(String text, int end) throws KernelError {
    int base = base(text);
    long value = 0;
    for (int i = base == 16 ? 2 : 0; i < end; i++) {
      int digit = Character.digit(text.charAt(i), base);
      if (value > (Long.MAX_VALUE - digit) / base) {
        throw Errno.ERANGE.error();
      }
      value = value * base + digit;
    }
    return value;
  }

  /** Bytes with a unit of 1024 behind them (memparse). EINVAL for anything else. */
  static long bytes(String text) throws KernelError {
    int end = end(text);
    long value = value(text, end);
    int unit = end < text.length() ? UNITS.indexOf(Character.toUpperCase(text.charAt(end))) : -1;
    if (end + (unit < 0 ? 0 : 1) != text.length()) {
      throw Errno.EINVAL.error();
    }
    int shift = 10 * (unit + 1);
    return value > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : value << shift;
  }
}

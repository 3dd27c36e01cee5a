package cloister.kernel.proc;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;

/** Numbers that are written into files, as Linux reads them (kstrtoull and its like). */
final class KernelNumber {
  /** The base is told by the first digits: 0x, 0, or another. */
  static final int ANY_BASE = 0;

  private static final long MOST_UNSIGNED = 0xffff_ffffL;

  private KernelNumber() {}

  /**
   * Of 32 bits, with or without a plus and a line's end.
   *
   * @param base 10, or {@link #ANY_BASE}
   * @throws KernelError EINVAL for what is none, ERANGE for what is too much
   */
  static long unsigned(String text, int base) throws KernelError {
    long value = magnitude(text.startsWith("+") ? text.substring(1) : text, base);
    if (value < 0 || value > MOST_UNSIGNED) {
      throw Errno.ERANGE.error();
    }
    return value;
  }

  /** Of 32 bits with a sign, in any base. EINVAL and ERANGE as above. */
  static int signed(String text) throws KernelError {
    boolean negative = text.startsWith("-");
    boolean sign = negative || text.startsWith("+");
    long value = magnitude(sign ? text.substring(1) : text, ANY_BASE);
    long most = negative ? 1L << 31 : Integer.MAX_VALUE;
    if (value < 0 || value > most) {
      throw Errno.ERANGE.error();
    }
    return (int) (negative ? -value : value);
  }

  /** Of 64 bits without a sign; ERANGE before EINVAL where digits are too many, as in Linux. */
  private static long magnitude(String text, int base) throws KernelError {
    int radix = base == ANY_BASE ? radix(text) : base;
    int first = radix == 16 ? 2 : 0;
    int at = first;
    long value = 0;
    while (at < text.length() && digit(text, at) < radix) {
      int digit = digit(text, at++);
      if (Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, radix)) > 0) {
        throw Errno.ERANGE.error();
      }
      value = value * radix + digit;
    }
    String rest = text.substring(at);
    if (at == first || !rest.isEmpty() && !rest.equals("\n")) {
      throw Errno.EINVAL.error();
    }
    return value;
  }

  private static int radix(String text) {
    if (!text.startsWith("0")) {
      return 10;
    }
    boolean x = text.length() > 2 && (text.charAt(1) | ' ') == 'x';
    return x && digit(text, 2) < 16 ? 16 : 8;
  }

  /** 16 for what is none. */
  private static int digit(String text, int at) {
    char c = text.charAt(at);
    int digit = c < 0x80 ? Character.digit(c, 16) : -1;
    return digit < 0 ? 16 : digit;
  }
}

package cloister.cc.gas;

import cloister.bits.Ascii;
import java.util.Optional;

/** Numbers of 128 bits as data, which no expression can hold. */
final class Octa {
  private static final int BYTES = 16;

  private Octa() {}

  /** The number, or nothing for what is no plain numeral. */
  static Optional<byte[]> bytes(String text) throws GasError {
    boolean negative = text.startsWith("-");
    String numeral = Ascii.lower(negative ? text.substring(1) : text);
    int radix = 10;
    int from = 0;
    if (numeral.startsWith("0x")) {
      radix = 16;
      from = 2;
    } else if (numeral.startsWith("0b")) {
      radix = 2;
      from = 2;
    } else if (numeral.startsWith("0")) {
      radix = 8;
    }
    byte[] bytes = new byte[BYTES];
    for (int i = from; i < numeral.length(); i++) {
      int digit = Character.digit(numeral.charAt(i), radix);
      if (digit < 0) {
        return Optional.empty();
      }
      if (append(bytes, radix, digit)) {
        throw GasComplaint.number(text);
      }
    }
    if (from == numeral.length()) {
      return Optional.empty();
    }
    return Optional.of(negative ? negated(bytes) : bytes);
  }

  /** One digit more; true when the number has become too large. */
  private static boolean append(byte[] bytes, int radix, int digit) {
    int carry = digit;
    for (int i = 0; i < BYTES; i++) {
      carry += (bytes[i] & 0xFF) * radix;
      bytes[i] = (byte) carry;
      carry >>>= 8;
    }
    return carry != 0;
  }

  private static byte[] negated(byte[] bytes) {
    byte[] negated = new byte[BYTES];
    int carry = 1;
    for (int i = 0; i < BYTES; i++) {
      carry += ~bytes[i] & 0xFF;
      negated[i] = (byte) carry;
      carry >>>= 8;
    }
    return negated;
  }
}

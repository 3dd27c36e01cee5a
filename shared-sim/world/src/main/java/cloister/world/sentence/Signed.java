package cloister.world.sentence;

import cloister.bits.Hex;
import cloister.message.Argument;
import cloister.message.Message;

/** A number of the machine; one that is most likely meant with a sign is said with it, too. */
final class Signed {
  private Signed() {}

  static Argument number(String name, int value, int bytes) {
    int signed = value << 32 - 8 * bytes >> 32 - 8 * bytes;
    Argument digits = Argument.hex(name, value);
    return isNegative(signed, bytes)
        ? Argument.text(
            name,
            Message.of(
                "step.signed", Argument.hex("value", value), Argument.signed("signed", signed)))
        : digits;
  }

  /** The same of 32 bits, where no words stand between. */
  static String digits(int value) {
    return Hex.prefixed(value) + (isNegative(value, 4) ? " (" + value + ")" : "");
  }

  /** Not so far below zero that it is rather an address or a mask. */
  private static boolean isNegative(int signed, int bytes) {
    return signed < 0 && signed >= -(1 << 5 * bytes);
  }
}

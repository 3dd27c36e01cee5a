package cloister.cc.gas;

import cloister.asm.value.FloatConstant;
import cloister.asm.value.FloatFormat;
import cloister.bits.Ascii;

/** Numbers with a fraction as data. */
final class Reals {
  private Reals() {}

  static byte[] bytes(String text, FloatFormat format) throws GasError {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    String lower = Ascii.lower(digits);
    if (lower.startsWith("0f") || lower.startsWith("0d") || lower.startsWith("0e")) {
      // Letters after a zero once said the format.
      lower = lower.substring(2);
      negative ^= lower.startsWith("-");
      lower = lower.startsWith("-") ? lower.substring(1) : lower;
    }
    FloatConstant value = constant(lower, text);
    String octets = value.bytes(format, negative);
    byte[] bytes = new byte[format.bytes()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) octets.charAt(i);
    }
    return bytes;
  }

  private static FloatConstant constant(String lower, String written) throws GasError {
    String special =
        switch (lower) {
          case "inf", "infinity" -> "__infinity__";
          case "nan" -> "__qnan__";
          default -> "";
        };
    if (!special.isEmpty()) {
      return FloatConstant.named(special).orElseThrow();
    }
    boolean plain = lower.indexOf('.') < 0 && lower.indexOf('e') < 0;
    return FloatConstant.parse(plain ? lower + ".0" : lower)
        .orElseThrow(() -> GasComplaint.number(written));
  }
}

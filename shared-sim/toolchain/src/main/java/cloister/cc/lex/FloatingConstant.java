package cloister.cc.lex;

import cloister.asm.report.Span;
import cloister.asm.value.FloatConstant;
import cloister.asm.value.FloatFormat;
import cloister.bits.Hex;
import cloister.cc.report.Diagnostics;
import cloister.message.Message;
import java.util.Optional;

/**
 * A floating constant (C11 6.4.4.2), exact until it is rounded to a format.
 *
 * @param kind the type that its suffix gives it
 */
public record FloatingConstant(FloatConstant value, Kind kind) {

  /** The types of floating constants. */
  public enum Kind {
    FLOAT(FloatFormat.FLOAT32),
    DOUBLE(FloatFormat.FLOAT64),
    LONG_DOUBLE(FloatFormat.FLOAT80);

    private final FloatFormat format;

    Kind(FloatFormat format) {
      this.format = format;
    }

    public FloatFormat format() {
      return format;
    }
  }

  /** Reads a preprocessing number; zero after reporting what is wrong. */
  public static FloatingConstant read(String text, Span span, Diagnostics diagnostics) {
    boolean hexadecimal = text.startsWith("0x") || text.startsWith("0X");
    int digits = digitsEnd(text, hexadecimal ? 2 : 0, hexadecimal);
    int end = exponentEnd(text, digits, hexadecimal);
    String suffix = text.substring(end);
    Optional<Message> problem = problem(text, digits, end, hexadecimal);
    Optional<FloatConstant> value =
        problem.isPresent() ? Optional.empty() : FloatConstant.parse(text.substring(0, end));
    if (value.isEmpty()) {
      diagnostics.error(span, problem.orElseGet(() -> LexComplaint.badFloating(text)));
      value = FloatConstant.parse("0.0");
    }
    return new FloatingConstant(value.orElseThrow(), kind(suffix));
  }

  /** The number in a format's bits, the low ones. */
  public long bits(FloatFormat format) {
    return octets(format, 0, Math.min(8, format.bytes()));
  }

  /** Sign and exponent of the 80-bit format, which stand above its 64 bits. */
  public int signAndExponent() {
    return (int) octets(FloatFormat.FLOAT80, 8, 10);
  }

  private long octets(FloatFormat format, int from, int to) {
    String bytes = value.bytes(format, false);
    long bits = 0;
    for (int i = to - 1; i >= from; i--) {
      bits = bits << 8 | bytes.charAt(i);
    }
    return bits;
  }

  private static int digitsEnd(String text, int from, boolean hexadecimal) {
    int at = from;
    while (at < text.length() && isPart(text.charAt(at), hexadecimal)) {
      at++;
    }
    return at;
  }

  private static boolean isPart(char c, boolean hexadecimal) {
    int digit = Hex.digit(c);
    return c == '.' || digit >= 0 && (hexadecimal || digit < 10);
  }

  private static int exponentEnd(String text, int from, boolean hexadecimal) {
    if (from == text.length() || (text.charAt(from) | 0x20) != (hexadecimal ? 'p' : 'e')) {
      return from;
    }
    int at = from + 1;
    at += at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-') ? 1 : 0;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static Optional<Message> problem(String text, int digits, int end, boolean hexadecimal) {
    String number = text.substring(hexadecimal ? 2 : 0, digits);
    if (number.indexOf('.') != number.lastIndexOf('.') || number.isEmpty() || number.equals(".")) {
      return Optional.of(LexComplaint.badFloating(text));
    }
    if (hexadecimal && digits == end) {
      return Optional.of(LexComplaint.hexadecimalWithoutExponent(text));
    }
    char last = text.charAt(end - 1);
    if (end > digits && (last < '0' || last > '9')) {
      return Optional.of(LexComplaint.noExponent(text));
    }
    return switch (text.substring(end)) {
      case "", "f", "F", "l", "L" -> Optional.empty();
      default -> Optional.of(LexComplaint.badFloatingSuffix(text.substring(end)));
    };
  }

  private static Kind kind(String suffix) {
    return switch (suffix) {
      case "f", "F" -> Kind.FLOAT;
      case "l", "L" -> Kind.LONG_DOUBLE;
      default -> Kind.DOUBLE;
    };
  }
}

package cloister.cc.lex;

import cloister.asm.report.Span;
import cloister.bits.Hex;
import cloister.cc.report.Diagnostics;
import cloister.message.Message;
import java.util.Optional;

/**
 * An integer constant (C11 6.4.4.1; binary ones are GNU's).
 *
 * @param value as an unsigned number of 64 bits
 * @param base 2, 8, 10 or 16; a decimal constant without {@code u} is never unsigned
 * @param isUnsigned with the suffix {@code u}
 * @param longs how many letters {@code l} the suffix has, up to two
 */
public record IntegerConstant(long value, int base, boolean isUnsigned, int longs) {

  /** True when a preprocessing number is meant as a floating constant. */
  public static boolean isFloating(String text) {
    boolean hexadecimal = text.startsWith("0x") || text.startsWith("0X");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char lower = (char) (c | 0x20);
      if (c == '.' || lower == (hexadecimal ? 'p' : 'e')) {
        return true;
      }
    }
    return false;
  }

  /** Reads a preprocessing number that {@link #isFloating} says no to; reports what is wrong. */
  public static IntegerConstant read(String text, Span span, Diagnostics diagnostics) {
    int base = base(text);
    int from = base == 16 || base == 2 ? 2 : 0;
    int at = from;
    long value = 0;
    boolean large = false;
    while (at < text.length() && isDigit(text.charAt(at), base)) {
      int digit = Hex.digit(text.charAt(at++));
      large |= Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, base)) > 0;
      value = value * base + digit;
    }
    Optional<Message> problem = problem(text, from, at, base);
    if (problem.isPresent()) {
      diagnostics.error(span, problem.get());
      return new IntegerConstant(value, base, false, 0);
    }
    if (large) {
      diagnostics.warn(span, LexComplaint.integerTooLarge(text));
    }
    return withSuffix(text, at, value, base);
  }

  private static int base(String text) {
    if (text.charAt(0) != '0' || text.length() == 1) {
      return 10;
    }
    return switch (text.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'b', 'B' -> 2;
      default -> 8;
    };
  }

  private static boolean isDigit(char c, int base) {
    int digit = Hex.digit(c);
    return digit >= 0 && digit < base;
  }

  /** What is wrong with digits or suffix, if anything is. */
  private static Optional<Message> problem(String text, int from, int to, int base) {
    if (to < text.length() && isDigit(text.charAt(to), 10)) {
      return Optional.of(LexComplaint.badDigit(text.substring(to, to + 1), base));
    }
    if (to == from) {
      return Optional.of(LexComplaint.noDigits(text));
    }
    String suffix = text.substring(to);
    return isSuffix(suffix) ? Optional.empty() : Optional.of(LexComplaint.badIntegerSuffix(suffix));
  }

  private static boolean isSuffix(String suffix) {
    return switch (suffix) {
      case "", "u", "U", "l", "L", "ll", "LL" -> true;
      case "ul", "uL", "Ul", "UL", "lu", "lU", "Lu", "LU" -> true;
      case "ull", "uLL", "Ull", "ULL", "llu", "llU", "LLu", "LLU" -> true;
      default -> false;
    };
  }

  private static IntegerConstant withSuffix(String text, int from, long value, int base) {
    boolean isUnsigned = false;
    int longs = 0;
    for (int i = from; i < text.length(); i++) {
      boolean letterU = (text.charAt(i) | 0x20) == 'u';
      isUnsigned |= letterU;
      longs += letterU ? 0 : 1;
    }
    return new IntegerConstant(value, base, isUnsigned, longs);
  }
}

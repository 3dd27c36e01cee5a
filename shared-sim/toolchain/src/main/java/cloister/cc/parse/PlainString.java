package cloister.cc.parse;

/** The characters of a string literal that is not data but text for the assembler (C11 6.4.4.4). */
final class PlainString {
  private final String literal;
  private int at;

  private PlainString(String literal) {
    this.literal = literal;
    this.at = Math.max(literal.indexOf('"'), 0) + 1;
  }

  /** Appends what stands between the quotes, with escapes replaced. */
  static void decode(String literal, StringBuilder text) {
    new PlainString(literal).decode(text);
  }

  private void decode(StringBuilder text) {
    int end = literal.endsWith("\"") ? literal.length() - 1 : literal.length();
    while (at < end) {
      char c = literal.charAt(at++);
      text.append(c == '\\' && at < end ? escape(end) : c);
    }
  }

  private char escape(int end) {
    char c = literal.charAt(at++);
    return switch (c) {
      case 'a' -> 7;
      case 'b' -> '\b';
      case 'e' -> 27;
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 11;
      case 'x' -> (char) digits(end, 16, end);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        yield (char) digits(end, 8, at + 3);
      }
      default -> c;
    };
  }

  private int digits(int end, int radix, int limit) {
    int value = 0;
    while (at < end && at < limit && digit(literal.charAt(at)) < radix) {
      value = value * radix + digit(literal.charAt(at++)) & 0xFF;
    }
    return value;
  }

  private static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int letter = c | ' ';
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : 16;
  }
}

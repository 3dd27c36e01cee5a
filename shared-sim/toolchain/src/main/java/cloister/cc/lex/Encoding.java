package cloister.cc.lex;

/** How the characters of a literal are stored, from its prefix (C11 6.4.4.4, 6.4.5). */
public enum Encoding {
  PLAIN("", 1),
  UTF8("u8", 1),
  /** {@code char16_t}. */
  UTF16("u", 2),
  /** {@code char32_t}. */
  UTF32("U", 4),
  /** {@code wchar_t}, which is {@code long} on the i386. */
  WIDE("L", 4);

  private final String prefix;
  private final int bytes;

  Encoding(String prefix, int bytes) {
    this.prefix = prefix;
    this.bytes = bytes;
  }

  /** Of a literal with prefix and quotes. */
  public static Encoding of(String literal) {
    return switch (literal.charAt(0)) {
      case 'L' -> WIDE;
      case 'U' -> UTF32;
      case 'u' -> literal.startsWith("u8") ? UTF8 : UTF16;
      default -> PLAIN;
    };
  }

  public String prefix() {
    return prefix;
  }

  /** The size of a code unit. */
  public int bytes() {
    return bytes;
  }

  int unitMask() {
    return bytes == 4 ? -1 : (1 << 8 * bytes) - 1;
  }
}

package cloister.cc.lex;

import cloister.bits.Hex;

/** Which characters make identifiers: the basic ones, {@code $}, and those of C11 annex D. */
final class IdentifierCharacters {
  /** Pairs of first and last (annex D.1). */
  private static final String ALLOWED =
      "\u00A8\u00A8\u00AA\u00AA\u00AD\u00AD\u00AF\u00AF\u00B2\u00B5\u00B7\u00BA\u00BC\u00BE"
          + "\u00C0\u00D6\u00D8\u00F6\u00F8\u00FF\u0100\u167F\u1681\u180D\u180F\u1FFF"
          + "\u200B\u200D\u202A\u202E\u203F\u2040\u2054\u2054\u2060\u206F\u2070\u218F"
          + "\u2460\u24FF\u2776\u2793\u2C00\u2DFF\u2E80\u2FFF\u3004\u3007\u3021\u302F"
          + "\u3031\u303F\u3040\uD7FF\uF900\uFD3D\uFD40\uFDCF\uFDF0\uFE44\uFE47\uFFFD";

  /** Pairs that cannot come first (annex D.2). */
  private static final String NOT_FIRST = "\u0300\u036F\u1DC0\u1DFF\u20D0\u20FF\uFE20\uFE2F";

  private IdentifierCharacters() {}

  /**
   * True for what stands for a byte that is no UTF-8: the half of a character, U+DC80 to U+DCFF.
   */
  static boolean isByte(int codePoint) {
    return codePoint >= 0xDC80 && codePoint <= 0xDCFF;
  }

  static boolean isBasicStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$';
  }

  static boolean isBasicPart(char c) {
    return isBasicStart(c) || c >= '0' && c <= '9';
  }

  static boolean isExtendedPart(int codePoint) {
    return codePoint > 0xFFFF
        ? codePoint < 0xF0000 && (codePoint & 0xFFFF) <= 0xFFFD
        : isIn(ALLOWED, codePoint);
  }

  static boolean isExtendedStart(int codePoint) {
    return isExtendedPart(codePoint) && !isIn(NOT_FIRST, codePoint);
  }

  private static boolean isIn(String ranges, int codePoint) {
    for (int i = 0; i < ranges.length(); i += 2) {
      if (codePoint >= ranges.charAt(i) && codePoint <= ranges.charAt(i + 1)) {
        return true;
      }
    }
    return false;
  }

  /** The length of a universal character name such as {@code \u00E9} here, 0 when none is. */
  static int universalLength(char[] text, int at) {
    int digits = text[at] != '\\' ? 0 : text[at + 1] == 'u' ? 4 : text[at + 1] == 'U' ? 8 : 0;
    for (int i = 0; i < digits; i++) {
      if (at + 2 + i >= text.length || Hex.digit(text[at + 2 + i]) < 0) {
        return 0;
      }
    }
    return digits == 0 ? 0 : 2 + digits;
  }

  static int universalValue(char[] text, int at, int length) {
    int value = 0;
    for (int i = 2; i < length; i++) {
      value = value << 4 | Hex.digit(text[at + i]);
    }
    return value;
  }
}

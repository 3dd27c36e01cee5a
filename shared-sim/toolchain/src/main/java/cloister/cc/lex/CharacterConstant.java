package cloister.cc.lex;

import cloister.asm.report.Span;
import cloister.cc.report.Diagnostics;

/**
 * The value of a character constant (C11 6.4.4.4). A plain one is an {@code int}, a wide one a
 * {@code long}; those of {@code u} and {@code U} are unsigned.
 *
 * @param units how many bytes or wide characters were written
 */
public record CharacterConstant(int value, Encoding encoding, int units) {
  private static final int BYTES_OF_INT = 4;

  /**
   * @param text with prefix and quotes
   */
  public static CharacterConstant read(String text, Span span, Diagnostics diagnostics) {
    Encoding encoding = Encoding.of(text);
    CodeUnits reader = new CodeUnits(encoding, diagnostics);
    reader.append(text, span);
    int[] units = reader.units();
    if (units.length == 0) {
      diagnostics.error(span, LexComplaint.emptyCharacter());
      return new CharacterConstant(0, encoding, 1);
    }
    boolean plain = encoding == Encoding.PLAIN;
    if (units.length > (plain ? BYTES_OF_INT : 1)) {
      diagnostics.warn(span, LexComplaint.tooManyCharacters());
    } else if (units.length > 1) {
      diagnostics.warn(span, LexComplaint.manyCharacters());
    }
    int value = plain ? plain(units) : units[units.length - 1];
    return new CharacterConstant(value, encoding, units.length);
  }

  /** As a {@code char} when there is one; else each shifts those before it, as GCC has it. */
  private static int plain(int[] units) {
    if (units.length == 1) {
      return (byte) units[0];
    }
    int value = 0;
    for (int unit : units) {
      value = value << 8 | unit;
    }
    return value;
  }

  /** The value, extended as its type is. */
  public long extended() {
    return isUnsigned() ? value & 0xFFFFFFFFL : value;
  }

  /** The same where a {@code char} has no sign. */
  public long withoutSign() {
    return encoding == Encoding.PLAIN && units == 1 ? value & 0xFF : extended();
  }

  public boolean isUnsigned() {
    return encoding == Encoding.UTF16 || encoding == Encoding.UTF32;
  }
}

package cloister.cc.check;

import cloister.cc.type.Convention;
import cloister.cc.type.IntegerType;

/**
 * What flags say about the language.
 *
 * @param ordinary how functions are called whose type does not say it
 * @param gnuInline true where {@code extern inline} means what it did before C99: a definition for
 *     inlining alone (GCC manual, {@code -fgnu89-inline})
 * @param unsignedCharacters true where a plain {@code char} has no sign ({@code -funsigned-char})
 */
public record Dialect(Convention ordinary, boolean gnuInline, boolean unsignedCharacters) {
  public static final Dialect PLAIN = new Dialect(Convention.PLAIN, false, false);

  /** The type {@code char}. */
  IntegerType character() {
    return unsignedCharacters ? IntegerType.CHAR_WITHOUT_SIGN : IntegerType.CHAR;
  }
}

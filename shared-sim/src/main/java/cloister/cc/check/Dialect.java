package cloister.cc.check;

import cloister.cc.type.Convention;

/**
 * What flags say about the language.
 *
 * @param ordinary how functions are called whose type does not say it
 * @param gnuInline true where {@code extern inline} means what it did before C99: a definition for
 *     inlining alone (GCC manual, {@code -fgnu89-inline})
 */
public record Dialect(Convention ordinary, boolean gnuInline) {
  public static final Dialect PLAIN = new Dialect(Convention.PLAIN, false);
}

package cloister.cc.layout;

import cloister.cc.type.Field;
import cloister.cc.type.Qualified;

/**
 * A member before it has its place.
 *
 * @param name empty for an unnamed one
 * @param width bits of a bit-field, or {@link Field#NONE}
 * @param alignment bytes that an attribute or {@code _Alignas} asks for, or 0
 * @param packed true when it has the attribute itself
 */
public record Member(String name, Qualified type, int width, int alignment, boolean packed) {
  boolean isBitField() {
    return width != Field.NONE;
  }
}

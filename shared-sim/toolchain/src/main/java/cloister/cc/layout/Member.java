package cloister.cc.layout;

import cloister.cc.type.Field;
import cloister.cc.type.Qualified;

/**
 * A member before it has its place.
 *
 * @param name empty for an unnamed one
 * @param width bits of a bit-field, or {@link Field#NONE}
 * @param alignment bytes that an attribute or {@code _Alignas} asks for, or 0
 * @param typeAlignment bytes that a typedef gave the type, or 0 for its own alignment
 * @param packed true when it has the attribute itself
 */
public record Member(
    String name, Qualified type, int width, int alignment, int typeAlignment, boolean packed) {
  /** What its type asks for. */
  int naturalAlignment() {
    return typeAlignment > 0 ? typeAlignment : type.type().alignment();
  }

  boolean isBitField() {
    return width != Field.NONE;
  }
}

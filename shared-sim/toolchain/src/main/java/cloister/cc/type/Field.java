package cloister.cc.type;

/**
 * A member of a structure or union.
 *
 * @param name empty for an anonymous member or an unnamed bit-field
 * @param offset bytes from the start; for a bit-field, of its storage unit
 * @param bit the lowest bit within the storage unit
 * @param width bits of a bit-field, or {@link #NONE}
 * @param unit bytes to access a bit-field with, 1 to 8: no member but bit-fields beside it lies in
 *     them (C11 3.14); with {@code bit} and {@code width} within, but for a packed field that spans
 *     nine bytes
 * @param alignment bytes that its place keeps to; of a bit-field 1
 */
public record Field(
    String name, Qualified type, int offset, int bit, int width, int unit, int alignment) {
  public static final int NONE = -1;

  public static Field plain(String name, Qualified type, int offset, int alignment) {
    return new Field(name, type, offset, 0, NONE, 0, alignment);
  }

  public boolean isBitField() {
    return width != NONE;
  }
}

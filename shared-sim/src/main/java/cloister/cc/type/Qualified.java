package cloister.cc.type;

/** A type with its qualifiers (C11 6.7.3); {@code restrict} changes nothing here and is dropped. */
public record Qualified(Type type, boolean isConst, boolean isVolatile) {
  public static Qualified plain(Type type) {
    return new Qualified(type, false, false);
  }
}

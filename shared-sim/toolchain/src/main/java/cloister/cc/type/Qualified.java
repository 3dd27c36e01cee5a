package cloister.cc.type;

/** A type with its qualifiers (C11 6.7.3); {@code restrict} changes nothing here and is dropped. */
public record Qualified(Type type, boolean isConst, boolean isVolatile) {
  public static Qualified plain(Type type) {
    return new Qualified(type, false, false);
  }

  /** The same qualifiers on another type. */
  public Qualified with(Type other) {
    return new Qualified(other, isConst, isVolatile);
  }

  /** With more qualifiers; those of an array belong to its elements (6.7.3, paragraph 9). */
  public Qualified adding(boolean moreConst, boolean moreVolatile) {
    if (!moreConst && !moreVolatile) {
      return this;
    }
    if (type instanceof Type.Array array) {
      return plain(array.withElement(array.element().adding(moreConst, moreVolatile)));
    }
    return new Qualified(type, isConst || moreConst, isVolatile || moreVolatile);
  }

  public boolean hasQualifiersOf(Qualified other) {
    return (isConst || !other.isConst) && (isVolatile || !other.isVolatile);
  }

  /** True when it, or what an array consists of in the end, is {@code const}. */
  public boolean isConstThroughout() {
    return type instanceof Type.Array array ? array.element().isConstThroughout() : isConst;
  }

  /** True when it, or what an array consists of in the end, is {@code volatile}. */
  public boolean isVolatileThroughout() {
    return type instanceof Type.Array array ? array.element().isVolatileThroughout() : isVolatile;
  }
}

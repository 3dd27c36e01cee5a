package cloister.cc.type;

import java.util.Optional;

/**
 * An integer type: one of the standard kinds, or an enumeration that is compatible with one (C11
 * 6.7.2.2). {@code char} is signed and {@code wchar_t} is {@code long}, as on i386 Linux.
 *
 * @param enumeration the enumeration, if it is one
 */
public record IntegerType(Kind kind, Optional<EnumType> enumeration) implements Type.Scalar {

  /** The standard integer types, by increasing rank. */
  public enum Kind {
    BOOL("_Bool", 1, false),
    CHAR("char", 1, true),
    SIGNED_CHAR("signed char", 1, true),
    UNSIGNED_CHAR("unsigned char", 1, false),
    SHORT("short", 2, true),
    UNSIGNED_SHORT("unsigned short", 2, false),
    INT("int", 4, true),
    UNSIGNED_INT("unsigned int", 4, false),
    LONG("long", 4, true),
    UNSIGNED_LONG("unsigned long", 4, false),
    LONG_LONG("long long", 8, true),
    UNSIGNED_LONG_LONG("unsigned long long", 8, false);

    private final String spelling;
    private final int bytes;
    private final boolean signed;

    Kind(String spelling, int bytes, boolean signed) {
      this.spelling = spelling;
      this.bytes = bytes;
      this.signed = signed;
    }

    public String spelling() {
      return spelling;
    }

    public int bytes() {
      return bytes;
    }

    public boolean isSigned() {
      return signed;
    }
  }

  public static IntegerType of(Kind kind) {
    return new IntegerType(kind, Optional.empty());
  }

  @Override
  public int size() {
    return kind.bytes();
  }

  /** A {@code long long} is aligned to four bytes inside structures (i386 ABI, 3-3). */
  @Override
  public int alignment() {
    return Math.min(kind.bytes(), 4);
  }

  public boolean isSigned() {
    return kind.isSigned();
  }

  public boolean isBool() {
    return kind == Kind.BOOL;
  }

  public boolean isWide() {
    return kind.bytes() == 8;
  }
}

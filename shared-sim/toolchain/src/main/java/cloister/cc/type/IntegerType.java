package cloister.cc.type;

import java.util.Optional;

/**
 * An integer type: one of the standard kinds, or an enumeration that is compatible with one (C11
 * 6.7.2.2). {@code char} is signed and {@code wchar_t} is {@code long}, as on i386 Linux.
 *
 * @param enumeration the enumeration, if it is one
 * @param width bits of values; fewer than the kind has for what a wide bit-field gives, as GCC
 *     keeps such a field's width when it calculates
 */
public record IntegerType(Kind kind, Optional<EnumType> enumeration, int width)
    implements Type.Scalar {
  public IntegerType(Kind kind, Optional<EnumType> enumeration) {
    this(kind, enumeration, 8 * kind.bytes());
  }

  /** The standard integer types, by increasing rank. */
  public enum Kind {
    BOOL("_Bool", 1, false),
    CHAR("char", 1, true),
    SIGNED_CHAR("signed char", 1, true),
    UNSIGNED_CHAR("unsigned char", 1, false),

    /** Plain {@code char} where flags have it without a sign. */
    CHAR_WITHOUT_SIGN("char", 1, false),
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

  @Override
  public boolean isComplete() {
    return enumeration.map(EnumType::isComplete).orElse(true);
  }

  public static final IntegerType BOOL = of(Kind.BOOL);
  public static final IntegerType CHAR = of(Kind.CHAR);
  public static final IntegerType CHAR_WITHOUT_SIGN = of(Kind.CHAR_WITHOUT_SIGN);
  public static final IntegerType UNSIGNED_CHAR = of(Kind.UNSIGNED_CHAR);
  public static final IntegerType SHORT = of(Kind.SHORT);
  public static final IntegerType UNSIGNED_SHORT = of(Kind.UNSIGNED_SHORT);
  public static final IntegerType INT = of(Kind.INT);

  /** {@code size_t} too. */
  public static final IntegerType UNSIGNED_INT = of(Kind.UNSIGNED_INT);

  /** {@code wchar_t} too. */
  public static final IntegerType LONG = of(Kind.LONG);

  public static final IntegerType LONG_LONG = of(Kind.LONG_LONG);
  public static final IntegerType UNSIGNED_LONG_LONG = of(Kind.UNSIGNED_LONG_LONG);

  public static IntegerType of(Kind kind) {
    return new IntegerType(kind, Optional.empty());
  }

  /** What a bit-field gives that is wider than an {@code int}. */
  public static IntegerType ofWidth(Kind kind, int width) {
    return new IntegerType(kind, Optional.empty(), width);
  }

  /** True when the kind has more bits. */
  public boolean isNarrowed() {
    return width < 8 * kind.bytes();
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

  /** Bits that carry a value: one of a {@code _Bool}. */
  public int valueBits() {
    return isBool() ? 1 : 8 * kind.bytes();
  }

  /** The signed or unsigned type of the same rank. */
  public IntegerType withSign(boolean signed) {
    if (signed == isSigned() || isBool()) {
      return ofWidth(kind, width);
    }
    return switch (kind) {
      case BOOL -> BOOL;
      case CHAR, SIGNED_CHAR -> UNSIGNED_CHAR;
      case UNSIGNED_CHAR, CHAR_WITHOUT_SIGN -> of(Kind.SIGNED_CHAR);
      case SHORT -> UNSIGNED_SHORT;
      case UNSIGNED_SHORT -> SHORT;
      case INT -> UNSIGNED_INT;
      case UNSIGNED_INT -> INT;
      case LONG -> of(Kind.UNSIGNED_LONG);
      case UNSIGNED_LONG -> LONG;
      case LONG_LONG -> ofWidth(Kind.UNSIGNED_LONG_LONG, width);
      case UNSIGNED_LONG_LONG -> ofWidth(Kind.LONG_LONG, width);
    };
  }

  public boolean isBool() {
    return kind == Kind.BOOL;
  }

  public boolean isWide() {
    return kind.bytes() == 8;
  }
}

package cloister.cc.random;

/** The integer types of the programs, under the names that {@link Prologue} gives them. */
enum Kind {
  I8(8, true),
  U8(8, false),
  I16(16, true),
  U16(16, false),
  I32(32, true),
  U32(32, false),
  I64(64, true),
  U64(64, false);

  final int bits;
  final boolean signed;

  Kind(int bits, boolean signed) {
    this.bits = bits;
    this.signed = signed;
  }

  /** The name in C. */
  String type() {
    return (signed ? "i" : "u") + bits;
  }

  /** What the integer promotions make of it (C11 6.3.1.1). */
  Kind promoted() {
    return bits < 32 ? I32 : this;
  }

  /** What the usual arithmetic conversions make of two (C11 6.3.1.8). */
  static Kind common(Kind a, Kind b) {
    Kind p = a.promoted();
    Kind q = b.promoted();
    if (p.bits != q.bits) {
      return p.bits > q.bits ? p : q;
    }
    return p.signed ? q : p;
  }

  Kind unsigned() {
    return signed ? values()[ordinal() + 1] : this;
  }

  /** A constant of this very type. */
  String constant(Dice dice) {
    long value =
        switch (dice.below(6)) {
          case 0 -> dice.below(3) - 1;
          case 1 -> 1L << dice.below(64);
          case 2 -> (1L << dice.below(64)) - 1;
          case 3 -> dice.below(200) - 100;
          default -> dice.number() >> dice.below(64);
        };
    return literal(value);
  }

  private String literal(long value) {
    return switch (this) {
      case I32 -> minus((int) value, Integer.MIN_VALUE, "(-2147483647 - 1)", "");
      case U32 -> (value & 0xffffffffL) + "u";
      case I64 -> minus(value, Long.MIN_VALUE, "(-9223372036854775807LL - 1)", "LL");
      case U64 -> Long.toUnsignedString(value) + "ULL";
      case I8 -> narrow((byte) value);
      case U8 -> narrow((int) (value & 0xff));
      case I16 -> narrow((short) value);
      case U16 -> narrow((int) (value & 0xffff));
    };
  }

  private String narrow(int value) {
    return "((" + type() + ")" + (value < 0 ? "(" + value + ")" : value) + ")";
  }

  private static String minus(long value, long least, String leastText, String suffix) {
    if (value == least) {
      return leastText;
    }
    return value < 0 ? "(" + value + suffix + ")" : value + suffix;
  }
}

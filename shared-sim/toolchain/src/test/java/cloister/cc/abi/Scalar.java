package cloister.cc.abi;

import cloister.cc.random.Dice;

/** A type of one value. */
enum Scalar implements Type {
  CHAR("signed char", 8),
  UNSIGNED_CHAR("unsigned char", 8),
  SHORT("short", 16),
  UNSIGNED_SHORT("unsigned short", 16),
  INT("int", 32),
  UNSIGNED("unsigned", 32),
  LONG("long", 32),
  LONG_LONG("long long", 64),
  UNSIGNED_LONG_LONG("unsigned long long", 64),
  BOOL("_Bool", 1),
  ENUMERATION("enum colour", 2),
  FLOAT("float", 0),
  DOUBLE("double", 0),
  LONG_DOUBLE("long double", 0),
  POINTER("const char *", 0);

  private final String text;

  /** How many bits of a random number fit; 0 for no integer. */
  private final int bits;

  Scalar(String text, int bits) {
    this.text = text;
    this.bits = bits;
  }

  @Override
  public String text() {
    return text;
  }

  boolean isInteger() {
    return bits > 0;
  }

  int bits() {
    return bits;
  }

  /** May follow the dots of a parameter list as it is: nothing is promoted. */
  boolean isPromoted() {
    return this != FLOAT && (bits == 0 || bits >= 32);
  }

  @Override
  public String value(Dice dice) {
    if (this == POINTER) {
      return "\"text " + dice.below(1000) + "\"";
    }
    if (!isInteger()) {
      // Quarters of small numbers are exact in every format.
      return "(" + text + ")" + dice.between(-4000, 4000) + " / 4";
    }
    if (bits < 8) {
      return Integer.toString(dice.below(1 << bits));
    }
    return "(" + text + ")" + (dice.number() >>> 1 >>> dice.below(63)) + "ull";
  }

  @Override
  public String mix(String place) {
    return switch (this) {
      case FLOAT -> "mix_bytes(&" + place + ", 4);";
      case DOUBLE -> "mix_bytes(&" + place + ", 8);";
      case LONG_DOUBLE -> "mix_bytes(&" + place + ", 10);";
      case POINTER -> "mix_text(" + place + ");";
      default -> "mix((unsigned long long)" + place + ");";
    };
  }
}

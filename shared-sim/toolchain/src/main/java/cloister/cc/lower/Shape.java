package cloister.cc.lower;

import cloister.cc.ir.Operation.RealFormat;
import cloister.cc.type.IntegerType;
import cloister.cc.type.RecordType;
import cloister.cc.type.Type;

/** How a value of a type is held. */
enum Shape {
  NOTHING,
  /** One register; of a narrow type, extended as the type says. */
  WORD,
  /** Two registers. */
  WIDE,
  REAL,
  /** A structure or an array: bytes at an address. */
  MEMORY;

  static Shape of(Type type) {
    return switch (type) {
      case Type.Void ignored -> NOTHING;
      case IntegerType integer -> integer.isWide() ? WIDE : WORD;
      case Type.Floating ignored -> REAL;
      case Type.Pointer ignored -> WORD;
      case Type.Function ignored -> WORD;
      case Type.Array ignored -> MEMORY;
      case RecordType ignored -> MEMORY;
    };
  }

  static boolean isSigned(Type type) {
    return type instanceof IntegerType integer && integer.isSigned();
  }

  static boolean isBool(Type type) {
    return type instanceof IntegerType integer && integer.isBool();
  }

  /** Bits of a word's type in memory. */
  static int bits(Type type) {
    return type instanceof IntegerType integer ? integer.size() * 8 : 32;
  }

  static RealFormat format(Type type) {
    return switch ((Type.Floating) type) {
      case FLOAT -> RealFormat.SINGLE;
      case DOUBLE -> RealFormat.DOUBLE;
      case LONG_DOUBLE -> RealFormat.EXTENDED;
    };
  }
}

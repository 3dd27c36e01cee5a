package cloister.world.c;

import cloister.bits.Hex;
import cloister.cc.type.Field;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.RecordType;
import cloister.cc.type.Type;
import cloister.cpu.paging.LinearView;
import cloister.cpu.paging.Paging;

/** What an object in memory is worth, as C writes it; a dash where there is no memory. */
final class ValueText {
  private static final int MOST_ELEMENTS = 8;
  private static final int MOST_CHARACTERS = 40;
  private static final int DEEPEST = 3;
  private static final String NO_MEMORY = "—";

  private final LinearView memory;

  ValueText(LinearView memory) {
    this.memory = memory;
  }

  String of(Type type, int address) {
    return of(type, address, 0);
  }

  private String of(Type type, int address, int depth) {
    boolean isThere =
        type.isScalar()
            ? isReadable(address) && isReadable(address + type.size() - 1)
            : !isText(type) || isReadable(address);
    if (!isThere) {
      return NO_MEMORY;
    }
    return switch (type) {
      case IntegerType integer -> integer(integer, wide(address, integer.size()));
      case Type.Floating floating -> real(floating, address);
      case Type.Pointer pointer -> pointer(pointer, memory.read32(address));
      case Type.Array array -> array(array, address, depth);
      case RecordType struct -> struct(struct, address, depth);
      case Type.Function _, Type.Void _ -> "";
    };
  }

  private long wide(int address, int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) (memory.read8(address + i) & 0xFF) << 8 * i;
    }
    return value;
  }

  /** A number; a character also as one. */
  String integer(IntegerType type, long raw) {
    int bits = 8 * type.size();
    long value = raw << 64 - bits;
    value = type.isSigned() ? value >> 64 - bits : value >>> 64 - bits;
    String text =
        type.isSigned() || bits < 64 ? Long.toString(value) : Long.toUnsignedString(value);
    boolean character = type.size() == 1 && !type.isBool();
    return character && value >= 32 && value < 127 ? text + " '" + (char) value + "'" : text;
  }

  private String real(Type.Floating type, int address) {
    return switch (type) {
      case FLOAT -> RealText.single(memory.read32(address));
      case DOUBLE -> RealText.ofDouble(wide(address, 8));
      case LONG_DOUBLE -> RealText.extended(wide(address, 8), memory.read16(address + 8));
    };
  }

  private String pointer(Type.Pointer type, int value) {
    String text = "0x" + Hex.hex32(value);
    boolean toText =
        type.target().type() instanceof IntegerType target
            && target.size() == 1
            && !target.isBool();
    return toText && value != 0 && isReadable(value) ? text + " " + string(value, 0) : text;
  }

  private boolean isReadable(int address) {
    return memory.physical(address) != Paging.NOT_MAPPED;
  }

  /** The text at an address up to its zero; a length of 0 means that only the zero ends it. */
  private String string(int address, int length) {
    StringBuilder text = new StringBuilder("\"");
    int most = length == 0 ? MOST_CHARACTERS : Math.min(length, MOST_CHARACTERS);
    for (int i = 0; i < most; i++) {
      int c = isReadable(address + i) ? memory.read8(address + i) & 0xFF : 0;
      if (c == 0) {
        return text.append('"').toString();
      }
      switch (c) {
        case '\n' -> text.append("\\n");
        case '\t' -> text.append("\\t");
        case '"' -> text.append("\\\"");
        default ->
            text.append(c >= 32 && c < 127 ? Character.toString((char) c) : "\\x" + Hex.hex8(c));
      }
    }
    return text.append("\"…").toString();
  }

  private String array(Type.Array type, int address, int depth) {
    if (type.length() < 0) {
      return "0x" + Hex.hex32(address);
    }
    Type element = type.element().type();
    if (isText(type)) {
      return type.length() == 0 ? "\"\"" : string(address, type.length());
    }
    if (depth >= DEEPEST) {
      return "{…}";
    }
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < Math.min(type.length(), MOST_ELEMENTS); i++) {
      text.append(i > 0 ? ", " : "").append(of(element, address + i * element.size(), depth + 1));
    }
    return text.append(type.length() > MOST_ELEMENTS ? ", …}" : "}").toString();
  }

  private static boolean isText(Type type) {
    return type instanceof Type.Array array
        && array.element().type() instanceof IntegerType element
        && element.size() == 1
        && !element.isBool();
  }

  private String struct(RecordType type, int address, int depth) {
    if (!type.isComplete() || depth >= DEEPEST) {
      return "{…}";
    }
    StringBuilder text = new StringBuilder("{");
    int shown = 0;
    for (Field field : type.fields()) {
      if (!field.name().isEmpty() && shown++ < MOST_ELEMENTS) {
        text.append(shown > 1 ? ", " : "").append(field.name()).append(" = ");
        text.append(field(field, address + field.offset(), depth));
      }
    }
    return text.append(shown > MOST_ELEMENTS ? ", …}" : "}").toString();
  }

  private String field(Field field, int address, int depth) {
    if (!field.isBitField()) {
      return of(field.type().type(), address, depth + 1);
    }
    if (!isReadable(address)) {
      return NO_MEMORY;
    }
    long unit = wide(address, field.unit());
    long bits = unit >>> field.bit() & (1L << field.width()) - 1;
    IntegerType type = (IntegerType) field.type().type();
    boolean negative = type.isSigned() && (bits >> field.width() - 1 & 1) != 0;
    return Long.toString(negative ? bits - (1L << field.width()) : bits);
  }

  /** The value of a variable that is in a register. */
  String inRegister(Qualified type, long value) {
    return switch (type.type()) {
      case IntegerType integer -> integer(integer, value);
      case Type.Pointer pointer -> pointer(pointer, (int) value);
      default -> "0x" + Hex.hex32((int) value);
    };
  }
}

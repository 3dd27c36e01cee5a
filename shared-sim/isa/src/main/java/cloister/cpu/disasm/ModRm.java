package cloister.cpu.disasm;

/**
 * The ModR/M byte and what follows it (SDM 2, 2.1.5).
 *
 * @param address the text between the brackets without a segment; empty for a register
 */
record ModRm(int mod, int reg, int rm, String address) {
  private static final String[] WORD_PAIRS = {
    "bx+si", "bx+di", "bp+si", "bp+di", "si", "di", "bp", "bx"
  };
  private static final int ESP = 4;
  private static final int EBP = 5;

  static ModRm read(Cursor cursor, int addressBits, int bits) {
    int value = cursor.next8();
    int mod = value >> 6;
    int rm = value & 7;
    String address = "";
    if (mod != 3) {
      address = addressBits == 16 ? word(cursor, mod, rm, bits) : doubleword(cursor, mod, rm, bits);
    }
    return new ModRm(mod, value >> 3 & 7, rm, address);
  }

  boolean isRegister() {
    return mod == 3;
  }

  /** A direct address, its size named when it is not the usual one. */
  static String direct(Cursor cursor, int addressBits, int bits) {
    String size = addressBits == bits ? "" : sizeWord(addressBits);
    return size + Numerals.hex(cursor.next(addressBits));
  }

  private static String word(Cursor cursor, int mod, int rm, int bits) {
    if (mod == 0 && rm == 6) {
      return direct(cursor, 16, bits);
    }
    int displacement = mod == 1 ? cursor.signed8() : mod == 2 ? (short) cursor.next16() : 0;
    return based(WORD_PAIRS[rm], mod, displacement, rm == 6, 16);
  }

  private static String doubleword(Cursor cursor, int mod, int rm, int bits) {
    if (rm == ESP) {
      return scaled(cursor, mod, bits);
    }
    if (mod == 0 && rm == EBP) {
      return direct(cursor, 32, bits);
    }
    return based(Registers.general(rm, 32), mod, displacement(cursor, mod), rm == EBP, 32);
  }

  private static String scaled(Cursor cursor, int mod, int bits) {
    int sib = cursor.next8();
    int base = sib & 7;
    int index = sib >> 3 & 7;
    int scale = 1 << (sib >> 6);
    boolean noBase = base == EBP && mod == 0;
    if (index == ESP) {
      return noBase
          ? direct(cursor, 32, bits)
          : based(Registers.general(base, 32), mod, displacement(cursor, mod), base == EBP, 32);
    }
    String multiple = Registers.general(index, 32) + (scale == 1 ? "" : "*" + scale);
    if (noBase) {
      int displacement = cursor.next32();
      String shown = displacement == 0 ? "" : Numerals.added(displacement);
      return "nosplit " + Registers.general(index, 32) + "*" + scale + shown;
    }
    String sum = Registers.general(base, 32) + "+" + multiple;
    return based(sum, mod, displacement(cursor, mod), base == EBP, 32);
  }

  private static int displacement(Cursor cursor, int mod) {
    return mod == 1 ? cursor.signed8() : mod == 2 ? cursor.next32() : 0;
  }

  /** Registers and displacement, with the displacement's size when a shorter one would do. */
  private static String based(
      String registers, int mod, int displacement, boolean needsByte, int addressBits) {
    if (mod == 0) {
      return registers;
    }
    boolean longer = mod == 2 && displacement == (byte) displacement;
    boolean needless = mod == 1 && displacement == 0 && !needsByte;
    String size = longer ? sizeWord(addressBits) : needless ? "byte " : "";
    String shown = displacement == 0 ? "" : Numerals.added(displacement);
    return size + registers + shown;
  }

  private static String sizeWord(int bits) {
    return bits == 16 ? "word " : "dword ";
  }
}

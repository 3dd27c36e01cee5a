package cloister.hypervisor;

import cloister.hypervisor.Frame.Word;

/** An instruction of a guest, read byte by byte: prefixes, opcode, operands (SDM 2, 2.1). */
final class GuestCode {
  private static final int LONGEST = 15;
  private static final int ESP = 4;

  private final GuestState state;
  private final int start;
  private int at;
  private boolean word;
  private boolean shortAddress;

  /** The segment that a prefix names; null for that of the addressing form. */
  private Word override;

  GuestCode(GuestState state) throws GuestFault {
    this.state = state;
    start = state.base(Word.CS) + state.eip();
    at = start;
  }

  /** Reads the prefixes and the first byte behind them. */
  int opcode() throws GuestFault {
    for (int i = 0; i < LONGEST; i++) {
      int value = next8();
      switch (value) {
        case 0x66 -> word = true;
        case 0x67 -> shortAddress = true;
        case 0x26 -> override = Word.ES;
        case 0x2E -> override = Word.CS;
        case 0x36 -> override = Word.SS;
        case 0x3E -> override = Word.DS;
        case 0x64 -> override = Word.FS;
        case 0x65 -> override = Word.GS;
        case 0xF0, 0xF2, 0xF3 -> {}
        default -> {
          return value;
        }
      }
    }
    throw GuestFault.of(GuestFault.GENERAL_PROTECTION, 0);
  }

  /** True with a prefix for operands of 16 bits. */
  boolean isWord() {
    return word;
  }

  /** True with a prefix for addresses of 16 bits, which are not read here. */
  boolean hasShortAddress() {
    return shortAddress;
  }

  /** Bytes read so far. */
  int length() {
    return at - start;
  }

  int next8() throws GuestFault {
    return state.read8(at++);
  }

  int next16() throws GuestFault {
    return next8() | next8() << 8;
  }

  int next32() throws GuestFault {
    int value = state.read32(at);
    at += 4;
    return value;
  }

  /** The 16 bits that a ModR/M byte names, in a register or in memory. */
  int read16(int modRm) throws GuestFault {
    return modRm >= 0xC0 ? state.general(modRm & 7) & 0xFFFF : state.read16(address(modRm));
  }

  /** Linear address of an operand in memory, in 32-bit addressing (SDM 2, 2.1.5). */
  int address(int modRm) throws GuestFault {
    int mode = modRm >>> 6;
    int register = modRm & 7;
    if (mode == 3) {
      throw GuestFault.of(GuestFault.INVALID_OPCODE, GuestFault.NO_ERROR_CODE);
    }
    boolean stack = register == 5 && mode != 0;
    int offset;
    if (register == ESP) {
      int scaled = next8();
      int index = scaled >>> 3 & 7;
      int first = scaled & 7;
      stack = first == ESP || first == 5 && mode != 0;
      offset = first == 5 && mode == 0 ? next32() : state.general(first);
      offset += index == ESP ? 0 : state.general(index) << (scaled >>> 6);
    } else {
      offset = mode == 0 && register == 5 ? next32() : state.general(register);
    }
    if (mode == 1) {
      offset += (byte) next8();
    } else if (mode == 2) {
      offset += next32();
    }
    Word usual = stack ? Word.SS : Word.DS;
    return state.base(override == null ? usual : override) + offset;
  }
}

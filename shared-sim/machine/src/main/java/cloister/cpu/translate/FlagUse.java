package cloister.cpu.translate;

import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;

/** What a translated instruction does with the status flags that it finds. */
final class FlagUse {
  static final int NONE = 0;

  /** It reads some, or keeps some, or may be given up, so that the interpreter sees them. */
  static final int SEES = 1;

  /** It sets them all, and nobody sees those before. */
  static final int REPLACES = 2;

  private FlagUse() {}

  /** Whether its code begins with the carries, or keeps them beside what it sets. */
  static boolean readsCarries(int[] code, int at) {
    return switch (Slot.meaning(code[at])) {
      case Op.INC, Op.DEC, Op.ADC, Op.SBB -> true;
      case Op.CLC, Op.STC, Op.CMC, Op.PUSHF, Op.POPF, Op.INT, Op.IRET -> true;
      case Op.IMUL, Op.MUL, Op.IMUL_WIDE, Op.DIV, Op.IDIV -> true;
      case Op.JCC, Op.SETCC, Op.CMOVCC -> Slot.condition(code[at]) >> 1 != 2;
      default -> false;
    };
  }

  /** Whether it sets all flags, when it is executed here. */
  static boolean setsAll(int[] code, int at) {
    return switch (Slot.meaning(code[at])) {
      case Op.ADD, Op.SUB, Op.CMP, Op.AND, Op.OR, Op.XOR, Op.TEST, Op.NEG -> true;
      case Op.SHL, Op.SHR, Op.SAR -> true;
      default -> false;
    };
  }

  static int of(int[] code, int at) {
    if (Slot.accessesMemory(code, at)) {
      return SEES;
    }
    return switch (Slot.meaning(code[at])) {
      case Op.MOV, Op.MOVZX, Op.MOVSX, Op.LEA, Op.NOT, Op.XCHG, Op.CBW, Op.CWD, Op.NOP -> NONE;
      default -> setsAll(code, at) ? REPLACES : SEES;
    };
  }
}

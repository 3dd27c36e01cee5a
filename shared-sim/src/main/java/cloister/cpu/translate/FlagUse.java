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

  static int of(int[] code, int at) {
    if (Slot.accessesMemory(code, at)) {
      return SEES;
    }
    return switch (Slot.meaning(code[at])) {
      case Op.MOV, Op.MOVZX, Op.MOVSX, Op.LEA, Op.NOT, Op.XCHG, Op.CBW, Op.CWD, Op.NOP -> NONE;
      case Op.ADD, Op.SUB, Op.CMP, Op.AND, Op.OR, Op.XOR, Op.TEST, Op.NEG -> REPLACES;
      case Op.SHL, Op.SHR, Op.SAR -> REPLACES;
      default -> SEES;
    };
  }
}

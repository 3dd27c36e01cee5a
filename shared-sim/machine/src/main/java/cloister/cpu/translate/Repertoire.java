package cloister.cpu.translate;

import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;

/** Which instructions are translated; the interpreter does the others. */
final class Repertoire {
  private Repertoire() {}

  /** Whether {@link InstructionTranslator} knows the instruction, in this mode. */
  static boolean has(int[] code, int at, Mode mode) {
    int header = code[at];
    int a = code[at + Slot.A];
    int b = code[at + Slot.B];
    return switch (Slot.meaning(header)) {
      case Op.MOV -> integer(a) && integer(b) && accessible(code, at, mode);
      case Op.MOVZX, Op.MOVSX, Op.CMOVCC ->
          Slot.kind(a) == Slot.REGISTER32 && integer(b) && accessible(code, at, mode);
      case Op.LEA -> Slot.kind(a) == Slot.REGISTER32 && Slot.eaAddress32(code[at + Slot.EA]);
      case Op.ADD, Op.SUB, Op.CMP, Op.AND, Op.OR, Op.XOR, Op.TEST ->
          integer(a) && integer(b) && accessible(code, at, mode);
      case Op.NOT, Op.INC, Op.DEC -> integer(a) && accessible(code, at, mode);
      case Op.ADC, Op.SBB -> is32(a) && integer(b) && accessible(code, at, mode);
      case Op.NEG -> is32(a) && accessible(code, at, mode);
      case Op.SHL, Op.SHR, Op.SAR -> is32(a) && count(code, at) && accessible(code, at, mode);
      case Op.IMUL -> is32(a) && accessible(code, at, mode);
      case Op.MUL, Op.IMUL_WIDE, Op.DIV, Op.IDIV -> is32(a) && accessible(code, at, mode);
      case Op.SETCC -> integer(a) && accessible(code, at, mode);
      case Op.XCHG -> integer(a) && integer(b) && accessible(code, at, mode);
      case Op.CBW, Op.CWD -> Slot.operand32(header);
      case Op.NOP -> Slot.repeat(header) == Slot.REPEAT_NONE;
      case Op.PUSH ->
          Slot.operand32(header)
              && integer(a)
              && mode.pushes()
              && (!Slot.isMemory(a) || is32(a))
              && accessible(code, at, mode);
      case Op.POP -> Slot.kind(a) == Slot.REGISTER32 && mode.pushes();
      case Op.PUSHA, Op.POPA, Op.PUSHF -> Slot.operand32(header) && mode.pushes();
      case Op.POPF -> Slot.operand32(header) && mode.pushes() && mode.cpl() == 0;
      case Op.CLC, Op.STC, Op.CMC, Op.CLD, Op.STD -> true;
      case Op.CLI -> mode.cpl() == 0;
      case Op.IN -> true;
      case Op.MOV_FROM_CR -> mode.cpl() == 0 && Slot.register(b) == 2;
      case Op.INVLPG -> mode.cpl() == 0 && mode.paging() && isFlat(code[at + Slot.EA], mode);
      case Op.LEAVE -> Slot.operand32(header) && mode.pushes();
      case Op.JCC -> Slot.operand32(header);
      case Op.JMP -> Slot.operand32(header) && integer(a) && accessible(code, at, mode);
      case Op.CALL ->
          Slot.operand32(header) && integer(a) && mode.pushes() && accessible(code, at, mode);
      case Op.RET -> Slot.operand32(header) && mode.pushes();
      default -> false;
    };
  }

  /** Whether a region may ask for an instruction all the same that it has. */
  static boolean maySideExit(int header) {
    return switch (Slot.meaning(header)) {
      case Op.POPF, Op.CLI, Op.INVLPG, Op.IN, Op.INT, Op.IRET -> true;
      default -> false;
    };
  }

  /** Whether the interpreter can be asked to do it: a step is one repetition of a string's. */
  static boolean canBeAsked(int[] code, int at) {
    int header = code[at];
    return Op.group(Slot.op(header)) != Op.STRING || Slot.repeat(header) == Slot.REPEAT_NONE;
  }

  /** A general register, a constant or something in memory. */
  private static boolean integer(int operand) {
    int kind = Slot.kind(operand);
    return kind >= Slot.REGISTER8 && kind <= Slot.CONSTANT;
  }

  private static boolean is32(int operand) {
    int kind = Slot.kind(operand);
    return kind == Slot.REGISTER32 || kind == Slot.MEMORY32;
  }

  /** A constant count that is not 0, so that the flags change for certain. */
  private static boolean count(int[] code, int at) {
    return Slot.kind(code[at + Slot.B]) == Slot.CONSTANT && (code[at + Slot.IMMEDIATE] & 31) != 0;
  }

  /** The operand in memory, if there is one, lies in a flat segment. */
  private static boolean accessible(int[] code, int at, Mode mode) {
    return !Slot.accessesMemory(code, at) || isFlat(code[at + Slot.EA], mode);
  }

  private static boolean isFlat(int ea, Mode mode) {
    return Slot.eaAddress32(ea)
        && mode.allows(Slot.eaSegment(ea), false)
        && mode.allows(Slot.eaSegment(ea), true);
  }
}

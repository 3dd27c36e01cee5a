package cloister.cpu.vmx;

import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;

/** The operand of an instruction that was intercepted (SDM 3, tables 27-9 to 27-14). */
final class OperandInfo {
  private static final int IN_REGISTER = 1 << 10;
  private static final int OPERAND32 = 1 << 11;
  private static final int NO_INDEX = 1 << 22;
  private static final int NO_BASE = 1 << 27;

  private OperandInfo() {}

  /** VMCALL and its like have none. */
  static boolean isThere(int[] code, int at) {
    return code[at + Slot.A] != 0;
  }

  static int of(int[] code, int at) {
    int header = code[at];
    int op = Slot.op(header);
    boolean invalidates = op == Op.INVEPT || op == Op.INVVPID;
    boolean second = op == Op.VMWRITE || invalidates;
    int operand = code[at + (second ? Slot.B : Slot.A)];
    int info = identity(op) << 28;
    if (second || op == Op.VMREAD) {
      info |= Slot.register(code[at + (second ? Slot.A : Slot.B)]) << 28;
    }
    if (Slot.kind(operand) <= Slot.REGISTER32) {
      return info | IN_REGISTER | Slot.register(operand) << 3;
    }
    boolean table = op == Op.LGDT || op == Op.LIDT || op == Op.SGDT || op == Op.SIDT;
    return info | (table && Slot.operand32(header) ? OPERAND32 : 0) | address(code[at + Slot.EA]);
  }

  private static int address(int ea) {
    int base = Slot.eaBase(ea);
    int index = Slot.eaIndex(ea);
    return Slot.eaScale(ea)
        | (Slot.eaAddress32(ea) ? 1 << 7 : 0)
        | Slot.eaSegment(ea) << 15
        | (index == Slot.NO_REGISTER ? NO_INDEX : index << 18)
        | (base == Slot.NO_REGISTER ? NO_BASE : base << 23);
  }

  private static int identity(int op) {
    return switch (op) {
      case Op.SIDT, Op.STR -> 1;
      case Op.LGDT, Op.LLDT -> 2;
      case Op.LIDT, Op.LTR -> 3;
      default -> 0;
    };
  }
}

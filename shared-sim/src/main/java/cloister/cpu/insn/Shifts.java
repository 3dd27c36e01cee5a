package cloister.cpu.insn;

import cloister.cpu.alu.Alu;
import cloister.cpu.core.Core;
import cloister.cpu.core.Flags;
import cloister.cpu.core.Operands;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;

/** Rotates and shifts. Counts are taken modulo 32; a count of zero changes no flag. */
public final class Shifts implements Group {
  private final Operands operands;
  private final Flags flags;

  public Shifts(Core core, Operands operands) {
    this.operands = operands;
    flags = core.flags;
  }

  @Override
  public void execute(int[] code, int at) {
    int op = Slot.op(code[at]);
    int size = Slot.size(code[at]);
    int value = operands.read(code, at, code[at + Slot.A]);
    if (op == Op.SHLD || op == Op.SHRD) {
      int filler = operands.read(code, at, code[at + Slot.B]);
      int count = operands.read(code, at, code[at + Slot.C]) & 31;
      doubleShift(code, at, op, size, value, filler, count);
      return;
    }
    int count = operands.read(code, at, code[at + Slot.B]) & 31;
    switch (op) {
      case Op.ROL, Op.ROR -> rotate(code, at, op, size, value, count);
      case Op.RCL, Op.RCR -> rotateThroughCarry(code, at, op, size, value, count);
      default -> shift(code, at, op, size, value, count);
    }
  }

  private void rotate(int[] code, int at, int op, int size, int value, int count) {
    if (count == 0) {
      operands.write(code, at, code[at + Slot.A], value);
      return;
    }
    int width = 8 << size;
    int left = (op == Op.ROL ? count : width - count % width) % width;
    int result = value;
    if (left != 0) {
      result = Alu.zeroExtend(value << left | Alu.zeroExtend(value, size) >>> width - left, size);
    }
    operands.write(code, at, code[at + Slot.A], result);
    boolean top = (result >>> width - 1 & 1) != 0;
    boolean low = (result & 1) != 0;
    if (op == Op.ROL) {
      flags.setCarryAndOverflow(low, low != top);
    } else {
      flags.setCarryAndOverflow(top, top != ((result >>> width - 2 & 1) != 0));
    }
  }

  private void rotateThroughCarry(int[] code, int at, int op, int size, int value, int count) {
    int width = 8 << size;
    int steps = count % (width + 1);
    int result = value;
    boolean carry = flags.carry();
    for (int i = 0; i < steps; i++) {
      boolean out;
      if (op == Op.RCL) {
        out = (result >>> width - 1 & 1) != 0;
        result = Alu.zeroExtend(result << 1 | (carry ? 1 : 0), size);
      } else {
        out = (result & 1) != 0;
        result = result >>> 1 | (carry ? 1 : 0) << width - 1;
      }
      carry = out;
    }
    operands.write(code, at, code[at + Slot.A], result);
    if (count == 0) {
      return;
    }
    boolean top = (result >>> width - 1 & 1) != 0;
    boolean next = (result >>> width - 2 & 1) != 0;
    flags.setCarryAndOverflow(carry, op == Op.RCL ? top != carry : top != next);
  }

  private void shift(int[] code, int at, int op, int size, int value, int count) {
    if (count == 0) {
      operands.write(code, at, code[at + Slot.A], value);
      return;
    }
    int width = 8 << size;
    int signed = Alu.signExtend(value, size);
    int result;
    boolean carry;
    boolean overflow;
    switch (op) {
      case Op.SHL -> {
        result = value << count;
        carry = count <= width && (value >>> width - count & 1) != 0;
        overflow = (result >>> width - 1 & 1) != 0 != carry;
      }
      case Op.SHR -> {
        result = value >>> count;
        carry = (value >>> count - 1 & 1) != 0;
        overflow = count == 1 && signed < 0;
      }
      default -> {
        result = signed >> count;
        carry = (signed >> count - 1 & 1) != 0;
        overflow = false;
      }
    }
    operands.write(code, at, code[at + Slot.A], result);
    flags.setStatus(Alu.signExtend(result, size), Alu.carries(carry, overflow));
  }

  /** SHLD and SHRD; a word shifted by more than 16 takes its bits from the filler again. */
  private void doubleShift(int[] code, int at, int op, int size, int value, int filler, int count) {
    if (count == 0) {
      operands.write(code, at, code[at + Slot.A], value);
      return;
    }
    int width = 8 << size;
    int result;
    boolean carry;
    if (size == 2) {
      result =
          op == Op.SHLD
              ? value << count | filler >>> 32 - count
              : value >>> count | filler << 32 - count;
      carry = (op == Op.SHLD ? value >>> 32 - count & 1 : value >>> count - 1 & 1) != 0;
    } else {
      int joined = op == Op.SHLD ? value << 16 | filler : filler << 16 | value;
      int again = op == Op.SHLD ? filler : value;
      result =
          op == Op.SHLD ? shiftLeft48(joined, value, count) : shiftRight48(joined, filler, count);
      carry =
          op == Op.SHLD
              ? count <= 16 ? (value >>> 16 - count & 1) != 0 : (again >>> 32 - count & 1) != 0
              : (joined >>> count - 1 & 1) != 0;
    }
    result = Alu.zeroExtend(result, size);
    operands.write(code, at, code[at + Slot.A], result);
    boolean signChanged = ((result ^ value) >>> width - 1 & 1) != 0;
    flags.setStatus(Alu.signExtend(result, size), Alu.carries(carry, signChanged));
  }

  /** Upper word of value:filler:value shifted left. */
  private static int shiftLeft48(int joined, int again, int count) {
    int shifted = joined << count | (again << 16 >>> 32 - count);
    return shifted >>> 16;
  }

  /** Lower word of filler:filler:value shifted right. */
  private static int shiftRight48(int joined, int again, int count) {
    return joined >>> count | (count > 16 ? again << 32 - count : 0);
  }
}

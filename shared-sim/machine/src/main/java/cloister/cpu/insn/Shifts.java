package cloister.cpu.insn;

import cloister.cpu.access.Operands;
import cloister.cpu.alu.Alu;
import cloister.cpu.core.Core;
import cloister.cpu.core.Flags;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;

/**
 * Rotates and shifts. Counts are taken modulo 32; a count of zero changes no flag.
 *
 * <p>The flags that the manual leaves undefined are those of AMD EPYC, family 25: shifts set AF,
 * and OF follows for every count the rule that the manual gives for a count of one.
 */
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
    int value = operands.readToWrite(code, at, code[at + Slot.A]);
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
    flags.setStatus(Alu.signExtend(result, size), Alu.carries(carry, overflow) | Alu.ADJUST);
  }

  /**
   * SHLD and SHRD; a word shifted by more than 16 takes more bits from the filler, CF from none.
   */
  private void doubleShift(int[] code, int at, int op, int size, int value, int filler, int count) {
    if (count == 0) {
      operands.write(code, at, code[at + Slot.A], value);
      return;
    }
    int width = 8 << size;
    boolean left = op == Op.SHLD;
    int result =
        left ? shiftLeft(size, value, filler, count) : shiftRight(size, value, filler, count);
    int lastOut = left ? width - count : count - 1;
    boolean carry = count <= width && (value >>> lastOut & 1) != 0;
    operands.write(code, at, code[at + Slot.A], result);
    boolean top = (result >>> width - 1 & 1) != 0;
    boolean next = (result >>> width - 2 & 1) != 0;
    boolean overflow = left ? (count < width && top) != carry : top != next;
    flags.setStatus(Alu.signExtend(result, size), Alu.carries(carry, overflow) | Alu.ADJUST);
  }

  /** Upper word of value:filler:filler, or upper doubleword of value:filler, shifted left. */
  private static int shiftLeft(int size, int value, int filler, int count) {
    if (size == 2) {
      return value << count | filler >>> 32 - count;
    }
    int joined = value << 16 | filler;
    return joined << count >>> 16 | filler << 16 >>> 48 - count & wordMask(count);
  }

  /** Lower word of filler:filler:value, or lower doubleword of filler:value, shifted right. */
  private static int shiftRight(int size, int value, int filler, int count) {
    if (size == 2) {
      return value >>> count | filler << 32 - count;
    }
    int joined = filler << 16 | value;
    return joined >>> count & 0xffff | filler << 32 - count & 0xffff & wordMask(count);
  }

  /** Zero up to a count of 16, where the third word is not reached. */
  private static int wordMask(int count) {
    return count > 16 ? 0xffff : 0;
  }
}

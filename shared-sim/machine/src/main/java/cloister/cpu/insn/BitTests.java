package cloister.cpu.insn;

import cloister.cpu.access.DataPath;
import cloister.cpu.access.Operands;
import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Flags;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;

/** BT, BTS, BTR, BTC, BSF, BSR, BSWAP. */
public final class BitTests implements Group {
  private final Operands operands;
  private final DataPath data;
  private final int[] general;
  private final Flags flags;

  public BitTests(Core core, DataPath data, Operands operands) {
    this.operands = operands;
    this.data = data;
    general = core.general;
    flags = core.flags;
  }

  @Override
  public void execute(int[] code, int at) {
    int op = Slot.op(code[at]);
    switch (op) {
      case Op.BSF, Op.BSR -> scan(code, at, op);
      case Op.BSWAP -> swapBytes(code, at);
      default -> test(code, at, op);
    }
  }

  private void test(int[] code, int at, int op) {
    int size = Slot.size(code[at]);
    int width = 8 << size;
    int target = code[at + Slot.A];
    int index = operands.read(code, at, code[at + Slot.B]);
    boolean fromRegister = Slot.kind(code[at + Slot.B]) != Slot.CONSTANT;
    if (Slot.isMemory(target) && fromRegister) {
      testInBitString(code, at, op, size, size == 1 ? (short) index : index);
      return;
    }
    int value =
        op == Op.BT ? operands.read(code, at, target) : operands.readToWrite(code, at, target);
    int mask = 1 << (index & width - 1);
    if (op != Op.BT) {
      operands.write(code, at, target, changed(op, value, mask));
    }
    flags.setCarry((value & mask) != 0);
  }

  /** A register index reaches beyond the operand: the memory is one long string of bits. */
  private void testInBitString(int[] code, int at, int op, int size, int index) {
    int bytes = 1 << size;
    int width = 8 << size;
    int step = index >> (size == 1 ? 4 : 5);
    int offset = operands.offset(code, at) + step * bytes;
    if (!Slot.eaAddress32(code[at + Slot.EA])) {
      offset &= 0xffff;
    }
    int segment = operands.segment(code, at);
    int value =
        op == Op.BT ? data.read(segment, offset, bytes) : data.readToWrite(segment, offset, bytes);
    int mask = 1 << (index & width - 1);
    if (op != Op.BT) {
      data.write(segment, offset, bytes, changed(op, value, mask));
    }
    flags.setCarry((value & mask) != 0);
  }

  private static int changed(int op, int value, int mask) {
    return switch (op) {
      case Op.BTS -> value | mask;
      case Op.BTR -> value & ~mask;
      default -> value ^ mask;
    };
  }

  private void scan(int[] code, int at, int op) {
    int value = operands.read(code, at, code[at + Slot.B]);
    int index = 0;
    if (value != 0) {
      index =
          op == Op.BSF
              ? Integer.numberOfTrailingZeros(value)
              : 31 - Integer.numberOfLeadingZeros(value);
      operands.write(code, at, code[at + Slot.A], index);
    }
    flags.setEflags(flags.eflags() & ~Eflags.STATUS | scanStatus(value, index));
  }

  /** The manual defines ZF alone; Zen 4 clears the others but for PF. */
  private static int scanStatus(int value, int index) {
    boolean even = (Integer.bitCount(index) & 1) == 0;
    return (value == 0 ? Eflags.ZF : 0) | (even ? Eflags.PF : 0);
  }

  /** The operand-size prefix is undefined here: processors clear the word. */
  private void swapBytes(int[] code, int at) {
    int register = Slot.register(code[at + Slot.A]);
    if (Slot.operand32(code[at])) {
      general[register] = Integer.reverseBytes(general[register]);
    } else {
      general[register] &= 0xffff0000;
    }
  }
}

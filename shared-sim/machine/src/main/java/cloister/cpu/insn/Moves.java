package cloister.cpu.insn;

import cloister.bits.Bits;
import cloister.cpu.access.DataPath;
import cloister.cpu.access.Operands;
import cloister.cpu.alu.Alu;
import cloister.cpu.core.Core;
import cloister.cpu.core.Flags;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;

/** Data movement between registers and memory. */
public final class Moves implements Group {
  private final Operands operands;
  private final DataPath data;
  private final int[] general;
  private final Flags flags;

  public Moves(Core core, DataPath data, Operands operands) {
    this.operands = operands;
    this.data = data;
    general = core.general;
    flags = core.flags;
  }

  @Override
  public void execute(int[] code, int at) {
    int target = code[at + Slot.A];
    int origin = code[at + Slot.B];
    switch (Slot.op(code[at])) {
      case Op.MOV, Op.MOVZX -> operands.write(code, at, target, operands.read(code, at, origin));
      case Op.MOVSX -> moveSignExtended(code, at);
      case Op.LEA -> operands.write(code, at, target, operands.offset(code, at));
      case Op.XCHG -> exchange(code, at);
      case Op.XLAT -> translate(code, at);
      case Op.CBW -> extendAccumulator(Slot.operand32(code[at]));
      case Op.CWD -> extendIntoDx(Slot.operand32(code[at]));
      case Op.SETCC ->
          operands.write(code, at, target, flags.condition(Slot.condition(code[at])) ? 1 : 0);
      case Op.CMOVCC -> moveIf(code, at);
      case Op.CMPXCHG -> compareAndExchange(code, at);
      case Op.XADD -> exchangeAndAdd(code, at);
      case Op.CMPXCHG8B -> compareAndExchange8(code, at);
      case Op.NOP -> {}
      default -> throw new IllegalStateException("move " + code[at]);
    }
  }

  private void moveSignExtended(int[] code, int at) {
    int value = operands.read(code, at, code[at + Slot.B]);
    int kind = Slot.kind(code[at + Slot.B]);
    boolean fromByte = kind == Slot.REGISTER8 || kind == Slot.MEMORY8;
    int extended = fromByte ? Bits.signExtend8(value) : Bits.signExtend16(value);
    operands.write(code, at, code[at + Slot.A], extended);
  }

  private void exchange(int[] code, int at) {
    int first = operands.readToWrite(code, at, code[at + Slot.A]);
    int second = operands.read(code, at, code[at + Slot.B]);
    operands.write(code, at, code[at + Slot.A], second);
    operands.write(code, at, code[at + Slot.B], first);
  }

  private void translate(int[] code, int at) {
    int ea = code[at + Slot.EA];
    int offset = general[Core.EBX] + operands.register8(0);
    if (!Slot.eaAddress32(ea)) {
      offset &= 0xffff;
    }
    operands.setRegister8(0, data.read8(Slot.eaSegment(ea), offset));
  }

  private void extendAccumulator(boolean operand32) {
    if (operand32) {
      general[Core.EAX] = Bits.signExtend16(general[Core.EAX]);
    } else {
      operands.setRegister(Core.EAX, 1, Bits.signExtend8(general[Core.EAX]));
    }
  }

  private void extendIntoDx(boolean operand32) {
    if (operand32) {
      general[Core.EDX] = general[Core.EAX] >> 31;
    } else {
      operands.setRegister(Core.EDX, 1, Bits.signExtend16(general[Core.EAX]) >> 31);
    }
  }

  /** The source is read even when the condition is false (SDM 2, CMOVcc). */
  private void moveIf(int[] code, int at) {
    int value = operands.read(code, at, code[at + Slot.B]);
    if (flags.condition(Slot.condition(code[at]))) {
      operands.write(code, at, code[at + Slot.A], value);
    }
  }

  private void compareAndExchange(int[] code, int at) {
    int size = Slot.size(code[at]);
    int accumulator = operands.register(Core.EAX, size);
    int value = operands.readToWrite(code, at, code[at + Slot.A]);
    int difference = accumulator - value;
    boolean equal = value == accumulator;
    int stored = equal ? operands.read(code, at, code[at + Slot.B]) : value;
    operands.write(code, at, code[at + Slot.A], stored);
    if (!equal) {
      operands.setRegister(Core.EAX, size, value);
    }
    int borrows = Alu.subtractCarries(accumulator, value, difference, size);
    flags.setStatus(Alu.signExtend(difference, size), borrows);
  }

  private void exchangeAndAdd(int[] code, int at) {
    int size = Slot.size(code[at]);
    int a = operands.readToWrite(code, at, code[at + Slot.A]);
    int b = operands.read(code, at, code[at + Slot.B]);
    int sum = a + b;
    if (Slot.isMemory(code[at + Slot.A])) {
      operands.write(code, at, code[at + Slot.A], sum);
      operands.write(code, at, code[at + Slot.B], a);
    } else {
      operands.write(code, at, code[at + Slot.B], a);
      operands.write(code, at, code[at + Slot.A], sum);
    }
    flags.setStatus(Alu.signExtend(sum, size), Alu.addCarries(a, b, sum, size));
  }

  private void compareAndExchange8(int[] code, int at) {
    int segment = operands.segment(code, at);
    int offset = operands.offset(code, at);
    int second = offset + 4;
    data.checkLong(segment, offset, 8, true);
    int low = data.read32(segment, offset);
    int high = data.read32(segment, second);
    boolean equal = low == general[Core.EAX] && high == general[Core.EDX];
    data.write32(segment, second, equal ? general[Core.ECX] : high);
    data.write32(segment, offset, equal ? general[Core.EBX] : low);
    if (!equal) {
      general[Core.EAX] = low;
      general[Core.EDX] = high;
    }
    flags.setZero(equal);
  }
}

package cloister.cpu.insn;

import cloister.bits.Bits;
import cloister.cpu.access.DataPath;
import cloister.cpu.access.Operands;
import cloister.cpu.alu.Alu;
import cloister.cpu.core.Core;
import cloister.cpu.core.Flags;
import cloister.cpu.core.Segments;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.event.Rule;

/**
 * The forms that make up most of any program, without the detour over operand kinds. Each means
 * what the group of its operation says.
 */
public final class Frequent implements Group {
  private final Core core;
  private final DataPath data;
  private final Operands operands;
  private final int[] general;
  private final Flags flags;
  private final int[] codeLimit;

  public Frequent(Core core, DataPath data, Operands operands) {
    this.core = core;
    this.data = data;
    this.operands = operands;
    general = core.general;
    flags = core.flags;
    codeLimit = core.segments.limit;
  }

  @Override
  public void execute(int[] code, int at) {
    int a = code[at + Slot.A] & 15;
    switch (Slot.op(code[at])) {
      case Op.MOV_R_R -> general[a] = second(code, at);
      case Op.MOV_R_I -> general[a] = code[at + Slot.IMMEDIATE];
      case Op.MOV_R_M -> general[a] = memory32(code, at);
      case Op.MOV_M_R -> data.write32(segment(code, at), offset(code, at), second(code, at));
      case Op.MOV_R_M8 -> operands.setRegister8(a, memory8(code, at));
      case Op.MOV_M8_R -> moveByteToMemory(code, at);
      case Op.MOV_M8_I ->
          data.write8(segment(code, at), offset(code, at), code[at + Slot.IMMEDIATE]);
      case Op.MOVZX_R_M8 -> general[a] = memory8(code, at);
      case Op.LEA_R -> general[a] = offset(code, at);
      case Op.ADD_R_R -> general[a] = add(general[a], second(code, at));
      case Op.ADD_R_I -> general[a] = add(general[a], code[at + Slot.IMMEDIATE]);
      case Op.ADD_R_M -> general[a] = add(general[a], memory32(code, at));
      case Op.SUB_R_R -> general[a] = subtract(general[a], second(code, at));
      case Op.SUB_R_I -> general[a] = subtract(general[a], code[at + Slot.IMMEDIATE]);
      case Op.CMP_R_R -> subtract(general[a], second(code, at));
      case Op.CMP_R_I -> subtract(general[a], code[at + Slot.IMMEDIATE]);
      case Op.CMP_R_M -> subtract(general[a], memory32(code, at));
      case Op.CMP_M_I -> subtract(memory32(code, at), code[at + Slot.IMMEDIATE]);
      case Op.CMP_M8_I -> compareByte(memory8(code, at), code[at + Slot.IMMEDIATE]);
      case Op.AND_R_I -> general[a] = logic(general[a] & code[at + Slot.IMMEDIATE]);
      case Op.XOR_R_R -> general[a] = logic(general[a] ^ second(code, at));
      case Op.TEST_R_R -> logic(general[a] & second(code, at));
      case Op.INC_R -> increment(a);
      case Op.DEC_R -> decrement(a);
      case Op.PUSH_R -> data.push(4, general[a]);
      case Op.POP_R -> general[a] = data.pop(4);
      case Op.SHL_R_I -> shiftLeft(a, code[at + Slot.IMMEDIATE] & 31);
      case Op.SHR_R_I -> shiftRight(a, code[at + Slot.IMMEDIATE] & 31);
      case Op.JCC_I -> branchIf(code, at);
      case Op.JMP_I -> goTo(core.nextEip + code[at + Slot.IMMEDIATE]);
      case Op.CALL_I -> call(code[at + Slot.IMMEDIATE]);
      case Op.RET_NEAR -> returnNear();
      default -> throw new IllegalStateException("frequent " + code[at]);
    }
  }

  private int second(int[] code, int at) {
    return general[code[at + Slot.B] & 15];
  }

  private int segment(int[] code, int at) {
    return Slot.eaSegment(code[at + Slot.EA]);
  }

  private int offset(int[] code, int at) {
    return operands.offset(code, at);
  }

  private int memory32(int[] code, int at) {
    return data.read32(segment(code, at), offset(code, at));
  }

  private int memory8(int[] code, int at) {
    return data.read8(segment(code, at), offset(code, at));
  }

  private void moveByteToMemory(int[] code, int at) {
    int value = operands.register8(code[at + Slot.B] & 15);
    data.write8(segment(code, at), offset(code, at), value);
  }

  private int add(int a, int b) {
    int sum = a + b;
    flags.setStatus(sum, Alu.addCarries(a, b, sum, 2));
    return sum;
  }

  private int subtract(int a, int b) {
    int difference = a - b;
    flags.setStatus(difference, Alu.subtractCarries(a, b, difference, 2));
    return difference;
  }

  private void compareByte(int a, int b) {
    int difference = a - b;
    flags.setStatus(Bits.signExtend8(difference), Alu.subtractCarries(a, b, difference, 0));
  }

  private int logic(int result) {
    flags.setStatus(result, 0);
    return result;
  }

  private void increment(int register) {
    int a = general[register];
    int sum = a + 1;
    general[register] = sum;
    flags.setStatusKeepingCarry(sum, Alu.addCarries(a, 1, sum, 2));
  }

  private void decrement(int register) {
    int a = general[register];
    int difference = a - 1;
    general[register] = difference;
    flags.setStatusKeepingCarry(difference, Alu.subtractCarries(a, 1, difference, 2));
  }

  private void shiftLeft(int register, int count) {
    if (count != 0) {
      int value = general[register];
      int result = value << count;
      boolean carry = (value >>> 32 - count & 1) != 0;
      general[register] = result;
      flags.setStatus(result, Alu.carries(carry, carry != result < 0) | Alu.ADJUST);
    }
  }

  private void shiftRight(int register, int count) {
    if (count != 0) {
      int value = general[register];
      int result = value >>> count;
      boolean carry = (value >>> count - 1 & 1) != 0;
      general[register] = result;
      flags.setStatus(result, Alu.carries(carry, count == 1 && value < 0) | Alu.ADJUST);
    }
  }

  private void branchIf(int[] code, int at) {
    if (flags.condition(Slot.condition(code[at]))) {
      goTo(core.nextEip + code[at + Slot.IMMEDIATE]);
    }
  }

  private void goTo(int address) {
    if (Bits.below(codeLimit[Segments.CS], address)) {
      throw core.generalProtection(0, Rule.CODE_LIMIT, address, codeLimit[Segments.CS], 0);
    }
    core.nextEip = address;
  }

  private void call(int distance) {
    int back = core.nextEip;
    data.checkPushes(1, 4);
    goTo(back + distance);
    data.push(4, back);
  }

  private void returnNear() {
    goTo(data.peek(4, 0));
    core.setStackPointer(core.stackPointer() + 4);
  }
}

package cloister.cpu.insn;

import cloister.bits.Bits;
import cloister.cpu.access.DataPath;
import cloister.cpu.access.Operands;
import cloister.cpu.core.Core;
import cloister.cpu.core.Segments;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.event.Rule;

/** Near jumps, calls, returns and loops. */
public final class Branches implements Group {
  private final Core core;
  private final Operands operands;
  private final DataPath data;

  public Branches(Core core, DataPath data, Operands operands) {
    this.core = core;
    this.operands = operands;
    this.data = data;
  }

  @Override
  public void execute(int[] code, int at) {
    switch (Slot.op(code[at])) {
      case Op.JCC -> branchIf(code, at, core.flags.condition(Slot.condition(code[at])));
      case Op.JMP -> goTo(target(code, at));
      case Op.CALL -> call(code, at);
      case Op.RET -> returnNear(code, at);
      case Op.LOOP -> loop(code, at, true);
      case Op.LOOPE -> loop(code, at, core.flags.zero());
      case Op.LOOPNE -> loop(code, at, !core.flags.zero());
      case Op.JCXZ -> branchIf(code, at, counter(code, at) == 0);
      default -> throw new IllegalStateException("branch " + code[at]);
    }
  }

  private void branchIf(int[] code, int at, boolean taken) {
    if (taken) {
      goTo(target(code, at));
    }
  }

  /** Where the operand leads: relative to the next instruction, or an address in a register. */
  private int target(int[] code, int at) {
    int operand = code[at + Slot.A];
    int value = operands.read(code, at, operand);
    int address = Slot.kind(operand) == Slot.CONSTANT ? core.nextEip + value : value;
    return Slot.operand32(code[at]) ? address : address & 0xffff;
  }

  private void goTo(int address) {
    int limit = core.segments.limit[Segments.CS];
    if (Bits.below(limit, address)) {
      throw core.generalProtection(0, Rule.CODE_LIMIT, address, limit, 0);
    }
    core.nextEip = address;
  }

  private void call(int[] code, int at) {
    int bytes = Slot.operand32(code[at]) ? 4 : 2;
    int target = target(code, at);
    int back = core.nextEip;
    data.checkPushes(1, bytes);
    goTo(target);
    data.push(bytes, back);
  }

  private void returnNear(int[] code, int at) {
    int bytes = Slot.operand32(code[at]) ? 4 : 2;
    goTo(data.peek(bytes, 0));
    core.setStackPointer(core.stackPointer() + bytes + code[at + Slot.IMMEDIATE]);
  }

  private void loop(int[] code, int at, boolean condition) {
    boolean address32 = Slot.address32(code[at]);
    int count = counter(code, at) - 1;
    branchIf(code, at, condition && (address32 ? count : count & 0xffff) != 0);
    operands.setAddressRegister(Core.ECX, address32, count);
  }

  private int counter(int[] code, int at) {
    return operands.addressRegister(Core.ECX, Slot.address32(code[at]));
  }
}

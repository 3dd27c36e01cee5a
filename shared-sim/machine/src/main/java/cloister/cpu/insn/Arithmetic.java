package cloister.cpu.insn;

import cloister.cpu.access.Operands;
import cloister.cpu.alu.Alu;
import cloister.cpu.core.Core;
import cloister.cpu.core.Flags;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;

/** ADD, OR, ADC, SBB, AND, SUB, XOR, CMP, TEST, NOT, NEG, INC, DEC. */
public final class Arithmetic implements Group {
  private final Operands operands;
  private final Flags flags;

  public Arithmetic(Core core, Operands operands) {
    this.operands = operands;
    flags = core.flags;
  }

  @Override
  public void execute(int[] code, int at) {
    int op = Slot.op(code[at]);
    int size = Slot.size(code[at]);
    boolean writes = op != Op.CMP && op != Op.TEST;
    int target = code[at + Slot.A];
    int a = writes ? operands.readToWrite(code, at, target) : operands.read(code, at, target);
    if (op <= Op.TEST) {
      binary(code, at, op, size, a, operands.read(code, at, code[at + Slot.B]));
    } else {
      unary(code, at, op, size, a);
    }
  }

  private void binary(int[] code, int at, int op, int size, int a, int b) {
    switch (op) {
      case Op.ADD -> add(code, at, size, a, b, 0);
      case Op.ADC -> add(code, at, size, a, b, flags.carry() ? 1 : 0);
      case Op.SUB -> subtract(code, at, size, a, b, 0);
      case Op.SBB -> subtract(code, at, size, a, b, flags.carry() ? 1 : 0);
      case Op.CMP -> {
        int difference = a - b;
        int borrows = Alu.subtractCarries(a, b, difference, size);
        flags.setStatus(Alu.signExtend(difference, size), borrows);
      }
      case Op.AND -> logic(code, at, size, a & b);
      case Op.OR -> logic(code, at, size, a | b);
      case Op.XOR -> logic(code, at, size, a ^ b);
      case Op.TEST -> flags.setStatus(Alu.signExtend(a & b, size), 0);
      default -> throw new IllegalStateException("arithmetic " + op);
    }
  }

  private void unary(int[] code, int at, int op, int size, int a) {
    int target = code[at + Slot.A];
    switch (op) {
      case Op.NOT -> operands.write(code, at, target, ~a);
      case Op.NEG -> {
        operands.write(code, at, target, -a);
        flags.setStatus(Alu.signExtend(-a, size), Alu.subtractCarries(0, a, -a, size));
      }
      case Op.INC -> {
        int sum = a + 1;
        operands.write(code, at, target, sum);
        flags.setStatusKeepingCarry(Alu.signExtend(sum, size), Alu.addCarries(a, 1, sum, size));
      }
      case Op.DEC -> {
        int difference = a - 1;
        operands.write(code, at, target, difference);
        int borrows = Alu.subtractCarries(a, 1, difference, size);
        flags.setStatusKeepingCarry(Alu.signExtend(difference, size), borrows);
      }
      default -> throw new IllegalStateException("arithmetic " + op);
    }
  }

  private void add(int[] code, int at, int size, int a, int b, int carry) {
    int sum = a + b + carry;
    operands.write(code, at, code[at + Slot.A], sum);
    flags.setStatus(Alu.signExtend(sum, size), Alu.addCarries(a, b, sum, size));
  }

  private void subtract(int[] code, int at, int size, int a, int b, int borrow) {
    int difference = a - b - borrow;
    operands.write(code, at, code[at + Slot.A], difference);
    flags.setStatus(Alu.signExtend(difference, size), Alu.subtractCarries(a, b, difference, size));
  }

  private void logic(int[] code, int at, int size, int result) {
    operands.write(code, at, code[at + Slot.A], result);
    flags.setStatus(Alu.signExtend(result, size), 0);
  }
}

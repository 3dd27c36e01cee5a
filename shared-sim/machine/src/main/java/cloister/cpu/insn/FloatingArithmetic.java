package cloister.cpu.insn;

import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Flags;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.cpu.fpu.Extended;
import cloister.cpu.fpu.FpuRegisters;
import cloister.cpu.fpu.RealArithmetic;
import cloister.cpu.fpu.StatusWord;

/** x87 arithmetic and comparisons (SDM 1, 8.3.5 and 8.3.6). */
public final class FloatingArithmetic implements Group {
  private static final int COMPARISON = StatusWord.C0 | StatusWord.C2 | StatusWord.C3;

  private final FloatingPointUnit unit;
  private final FpuRegisters registers;
  private final RealArithmetic arithmetic;
  private final Flags flags;
  private final Extended zero = new Extended();

  public FloatingArithmetic(Core core, FloatingPointUnit unit) {
    this.unit = unit;
    registers = unit.registers;
    arithmetic = unit.arithmetic;
    flags = core.flags;
  }

  @Override
  public void execute(int[] code, int at) {
    if (!unit.begin()) {
      return;
    }
    int op = Slot.op(code[at]);
    switch (op) {
      case Op.FCOM, Op.FCOMP, Op.FCOMPP, Op.FUCOM, Op.FUCOMP, Op.FUCOMPP -> compare(code, at, op);
      case Op.FCOMI, Op.FCOMIP, Op.FUCOMI, Op.FUCOMIP -> compareToFlags(code, at, op);
      case Op.FTST -> test(code, at);
      case Op.FXAM -> examine(code, at);
      case Op.FABS, Op.FCHS, Op.FSQRT, Op.FRNDINT -> unary(code, at, op);
      case Op.FSCALE, Op.FPREM, Op.FPREM1 -> withSecond(code, at, op);
      case Op.FXTRACT -> extract(code, at);
      default -> binary(code, at, op);
    }
  }

  private void binary(int[] code, int at, int op) {
    int destination = 0;
    Extended source = unit.source;
    boolean empty;
    if (Slot.kind(code[at + Slot.A]) == Slot.FLOATING_MEMORY) {
      unit.readSource(code, at);
      empty = registers.isEmpty(0);
    } else {
      destination = Slot.register(code[at + Slot.A]);
      int other = Slot.register(code[at + Slot.B]);
      source = registers.stack(other);
      empty = registers.isEmpty(destination) || registers.isEmpty(other);
    }
    if (empty) {
      unit.raiseStackFault();
    } else {
      calculate(op & 7, registers.stack(destination), source);
    }
    if (unit.commit(code, at)) {
      registers.write(destination, unit.result);
      if (op >= Op.FADDP) {
        registers.pop();
      }
    }
  }

  private void calculate(int op, Extended destination, Extended source) {
    switch (op) {
      case Op.FADD & 7 -> arithmetic.add(destination, source, unit.result);
      case Op.FMUL & 7 -> arithmetic.multiply(destination, source, unit.result);
      case Op.FSUB & 7 -> arithmetic.subtract(destination, source, unit.result);
      case Op.FSUBR & 7 -> arithmetic.subtract(source, destination, unit.result);
      case Op.FDIV & 7 -> arithmetic.divide(destination, source, unit.result);
      default -> arithmetic.divide(source, destination, unit.result);
    }
  }

  private void compare(int[] code, int at, int op) {
    boolean quiet = op >= Op.FUCOM || op == Op.FUCOMPP;
    int conditions;
    if (Slot.kind(code[at + Slot.A]) == Slot.FLOATING_MEMORY) {
      unit.readSource(code, at);
      conditions = compareWith(unit.source, registers.isEmpty(0), quiet);
    } else {
      boolean named = Slot.kind(code[at + Slot.B]) == Slot.STACK_REGISTER;
      int other = named ? Slot.register(code[at + Slot.B]) : 1;
      conditions = compareWith(registers.stack(other), anyEmpty(other), quiet);
    }
    boolean allowed = unit.commit(code, at);
    unit.setConditions(COMPARISON, conditions);
    if (allowed) {
      pop(pops(op));
    }
  }

  private int compareWith(Extended source, boolean empty, boolean quiet) {
    if (empty) {
      unit.raiseStackFault();
      return RealArithmetic.UNORDERED;
    }
    return arithmetic.compare(registers.stack(0), source, quiet);
  }

  private boolean anyEmpty(int other) {
    return registers.isEmpty(0) || registers.isEmpty(other);
  }

  private static int pops(int op) {
    return switch (op) {
      case Op.FCOMP, Op.FUCOMP, Op.FCOMIP, Op.FUCOMIP -> 1;
      case Op.FCOMPP, Op.FUCOMPP -> 2;
      default -> 0;
    };
  }

  private void pop(int count) {
    for (int i = 0; i < count; i++) {
      registers.pop();
    }
  }

  /** C3, C2 and C0 become ZF, PF and CF. */
  private void compareToFlags(int[] code, int at, int op) {
    int other = Slot.register(code[at + Slot.B]);
    boolean quiet = op == Op.FUCOMI || op == Op.FUCOMIP;
    int conditions = compareWith(registers.stack(other), anyEmpty(other), quiet);
    boolean allowed = unit.commitKeepingC1(code, at);
    int status =
        ((conditions & StatusWord.C3) != 0 ? Eflags.ZF : 0)
            | ((conditions & StatusWord.C2) != 0 ? Eflags.PF : 0)
            | ((conditions & StatusWord.C0) != 0 ? Eflags.CF : 0);
    flags.setEflags(flags.eflags() & ~Eflags.STATUS | status);
    if (allowed) {
      pop(pops(op));
    }
  }

  private void test(int[] code, int at) {
    int conditions = compareWith(zero, registers.isEmpty(0), false);
    unit.commit(code, at);
    unit.setConditions(COMPARISON, conditions);
  }

  private void examine(int[] code, int at) {
    unit.commit(code, at);
    Extended number = registers.stack(0);
    int sign = number.negative() ? StatusWord.C1 : 0;
    int kind =
        registers.isEmpty(0) ? StatusWord.C3 | StatusWord.C0 : RealArithmetic.classify(number);
    unit.setConditions(StatusWord.CONDITIONS, kind | sign);
  }

  private void unary(int[] code, int at, int op) {
    Extended number = registers.stack(0);
    if (registers.isEmpty(0)) {
      unit.raiseStackFault();
    } else {
      switch (op) {
        case Op.FSQRT -> arithmetic.squareRoot(number, unit.result);
        case Op.FRNDINT -> arithmetic.roundToInteger(number, unit.result);
        default -> {
          unit.result.set(number);
          if (op == Op.FCHS || number.negative()) {
            unit.result.negate();
          }
        }
      }
    }
    if (unit.commit(code, at)) {
      registers.write(0, unit.result);
    }
  }

  private void withSecond(int[] code, int at, int op) {
    int conditions = RealArithmetic.NO_QUOTIENT;
    if (anyEmpty(1)) {
      unit.raiseStackFault();
    } else if (op == Op.FSCALE) {
      arithmetic.scale(registers.stack(0), registers.stack(1), unit.result);
    } else {
      boolean nearest = op == Op.FPREM1;
      conditions =
          arithmetic.remainder(registers.stack(0), registers.stack(1), nearest, unit.result);
    }
    boolean allowed = unit.commit(code, at);
    if (allowed) {
      registers.write(0, unit.result);
    }
    if (allowed && conditions != RealArithmetic.NO_QUOTIENT) {
      unit.setConditions(StatusWord.CONDITIONS, conditions);
    } else if (op != Op.FSCALE) {
      unit.setConditions(StatusWord.C2, 0);
    }
  }

  private void extract(int[] code, int at) {
    boolean empty = registers.isEmpty(0);
    boolean overflows = !empty && !registers.isEmpty(-1);
    if (empty || overflows) {
      unit.raiseStackFault();
      unit.second.setIndefinite();
    } else {
      arithmetic.extract(registers.stack(0), unit.result, unit.second);
    }
    if (unit.commit(code, at)) {
      registers.write(0, unit.result);
      registers.push(unit.second);
    }
    if (overflows) {
      registers.status |= StatusWord.C1;
    }
  }
}

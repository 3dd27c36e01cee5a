package cloister.cpu.insn;

import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.cpu.fpu.Extended;
import cloister.cpu.fpu.FpuRegisters;
import cloister.cpu.fpu.Logarithms;
import cloister.cpu.fpu.StatusWord;
import cloister.cpu.fpu.Trigonometry;

/** x87 transcendental instructions (SDM 1, 8.3.7 to 8.3.9). */
public final class FloatingFunctions implements Group {
  private final FloatingPointUnit unit;
  private final FpuRegisters registers;
  private final Trigonometry angles;
  private final Logarithms logarithms;

  public FloatingFunctions(FloatingPointUnit unit) {
    this.unit = unit;
    registers = unit.registers;
    angles = new Trigonometry(unit.rounder, unit.arithmetic);
    logarithms = new Logarithms(unit.rounder, unit.arithmetic);
  }

  @Override
  public void execute(int[] code, int at) {
    if (!unit.begin()) {
      return;
    }
    int op = Slot.op(code[at]);
    switch (op) {
      case Op.F2XM1 -> power(code, at);
      case Op.FYL2X, Op.FYL2XP1, Op.FPATAN -> withSecond(code, at, op);
      default -> trigonometric(code, at, op);
    }
  }

  private void power(int[] code, int at) {
    if (registers.isEmpty(0)) {
      unit.raiseStackFault();
    } else {
      logarithms.exponential(registers.stack(0), unit.result);
    }
    if (unit.commit(code, at)) {
      registers.write(0, unit.result);
    }
  }

  /** Those that take two registers and leave one. */
  private void withSecond(int[] code, int at, int op) {
    Extended top = registers.stack(0);
    Extended next = registers.stack(1);
    if (registers.isEmpty(0) || registers.isEmpty(1)) {
      unit.raiseStackFault();
    } else {
      switch (op) {
        case Op.FYL2X -> logarithms.logarithm(top, next, unit.result);
        case Op.FYL2XP1 -> logarithms.logarithmPlusOne(top, next, unit.result);
        default -> angles.arctangent(top, next, unit.result);
      }
    }
    if (unit.commit(code, at)) {
      registers.write(1, unit.result);
      registers.pop();
    }
  }

  private void trigonometric(int[] code, int at, int op) {
    Extended angle = registers.stack(0);
    boolean pushes = op == Op.FSINCOS || op == Op.FPTAN;
    boolean overflows = pushes && !registers.isEmpty(0) && !registers.isEmpty(-1);
    registers.status &= ~StatusWord.C2;
    if (registers.isEmpty(0) || overflows) {
      unit.raiseStackFault();
      unit.second.setIndefinite();
    } else if (!angle.isUnsupported() && !Trigonometry.inRange(angle)) {
      unit.commit(code, at);
      registers.status |= StatusWord.C2;
      return;
    } else {
      calculate(angle, op);
    }
    if (unit.commit(code, at)) {
      registers.write(0, unit.result);
      if (pushes) {
        registers.push(unit.second);
      }
    }
    if (overflows) {
      registers.status |= StatusWord.C1;
    }
  }

  private void calculate(Extended angle, int op) {
    switch (op) {
      case Op.FSIN -> angles.sine(angle, unit.result);
      case Op.FCOS -> angles.cosine(angle, unit.result);
      case Op.FPTAN -> {
        angles.tangent(angle, unit.result);
        unit.second.setOne();
        if (angle.exponent() == 0x7fff || angle.isUnsupported()) {
          unit.second.set(unit.result);
        }
      }
      default -> {
        angles.sine(angle, unit.result);
        angles.cosine(angle, unit.second);
      }
    }
  }
}

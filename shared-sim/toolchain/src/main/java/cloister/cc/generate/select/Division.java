package cloister.cc.generate.select;

import cloister.cc.generate.machine.MachineOperand;
import cloister.cc.generate.machine.MachineOperand.Number;
import cloister.cc.generate.machine.MachineOperand.Reg;
import cloister.cc.generate.machine.Registers;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.BinaryOperator;

/** Division of words: by DIV and IDIV, by powers of two with shifts. */
final class Division {
  private static final int EAX_EDX = 1 << Registers.EAX | 1 << Registers.EDX;

  private final Selection selection;

  Division(Selection selection) {
    this.selection = selection;
  }

  void select(Operation.Binary o) {
    Reg to = selection.reg(o.to());
    BinaryOperator operator = o.operator();
    boolean signed = operator == BinaryOperator.DIVIDE || operator == BinaryOperator.REMAINDER;
    boolean remainder = Words.isRemainder(operator);
    if (o.right() instanceof Operand.Literal divisor && isPower(divisor.value())) {
      int log = Integer.numberOfTrailingZeros(divisor.value());
      Reg value = selection.register(o.left());
      if (signed) {
        byPowerSigned(to, value, log, remainder);
      } else {
        byPower(to, value, log, remainder);
      }
      return;
    }
    MachineOperand right = selection.place(o.right());
    MachineOperand left = selection.source(o.left());
    selection.move(Selection.real(Registers.EAX), left);
    if (signed) {
      selection.emit("cdq").implicitly(1 << Registers.EAX, 1 << Registers.EDX);
    } else {
      selection.emit("mov", Selection.real(Registers.EDX), new Number(0));
    }
    selection.emit(signed ? "idiv" : "div", right).implicitly(EAX_EDX, EAX_EDX);
    selection.move(to, Selection.real(remainder ? Registers.EDX : Registers.EAX));
  }

  private static boolean isPower(int value) {
    return value > 0 && (value & value - 1) == 0;
  }

  private void byPower(Reg to, Reg value, int log, boolean remainder) {
    selection.move(to, value);
    if (remainder) {
      selection.emit("and", to, new Number((1 << log) - 1));
    } else if (log > 0) {
      selection.emit("shr", to, new Number(log));
    }
  }

  /** A negative dividend gets the divisor minus one added, so that the shift rounds to zero. */
  private void byPowerSigned(Reg to, Reg value, int log, boolean remainder) {
    if (log == 0) {
      selection.move(to, remainder ? new Number(0) : value);
      return;
    }
    Reg bias = selection.newRegister();
    selection.move(bias, value);
    if (log > 1) {
      selection.emit("sar", bias, new Number(31));
    }
    selection.emit("shr", bias, new Number(32 - log));
    Reg result = selection.newRegister();
    if (remainder) {
      selection.move(result, value);
      selection.emit("add", result, bias);
      selection.emit("and", result, new Number((1 << log) - 1));
      selection.emit("sub", result, bias);
    } else {
      selection.move(result, value);
      selection.emit("add", result, bias);
      selection.emit("sar", result, new Number(log));
    }
    selection.move(to, result);
  }
}

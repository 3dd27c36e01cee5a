package cloister.cc.generate.select;

import cloister.cc.generate.machine.MachineOperand;
import cloister.cc.generate.machine.MachineOperand.Number;
import cloister.cc.generate.machine.MachineOperand.Reg;
import cloister.cc.generate.machine.Registers;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.BinaryOperator;
import java.util.List;

/** Arithmetic on pairs of words. */
final class WideWords {
  private final Selection selection;
  private final Comparisons comparisons;
  private final Words words;

  WideWords(Selection selection, Comparisons comparisons, Words words) {
    this.selection = selection;
    this.comparisons = comparisons;
    this.words = words;
  }

  void compare(Operation.WideCompare o) {
    String suffix =
        comparisons.compareWide(
            o.condition(),
            List.of(o.leftLow(), o.leftHigh()),
            List.of(o.rightLow(), o.rightHigh()));
    comparisons.set(suffix, selection.reg(o.to()));
  }

  void negate(Operation.WideNegate o) {
    MachineOperand high = selection.source(o.high());
    MachineOperand low = selection.source(o.low());
    Reg toLow = copy(low);
    Reg toHigh = copy(high);
    selection.emit("neg", toLow);
    selection.emit("adc", toHigh, new Number(0));
    selection.emit("neg", toHigh);
    selection.move(selection.reg(o.toLow()), toLow);
    selection.move(selection.reg(o.toHigh()), toHigh);
  }

  private Reg copy(MachineOperand value) {
    Reg to = selection.newRegister();
    selection.emit("mov", to, value);
    return to;
  }

  void binary(Operation.WideBinary o) {
    switch (o.operator()) {
      case ADD -> pairwise(o, "add", "adc");
      case SUBTRACT -> pairwise(o, "sub", "sbb");
      case AND -> pairwise(o, "and", "and");
      case OR -> pairwise(o, "or", "or");
      case XOR -> pairwise(o, "xor", "xor");
      case MULTIPLY -> multiply(o);
      case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_SIGNED -> shift(o);
      case DIVIDE, DIVIDE_UNSIGNED, REMAINDER, REMAINDER_UNSIGNED ->
          throw new IllegalStateException("division of wide words is a call");
    }
  }

  private void pairwise(Operation.WideBinary o, String first, String second) {
    MachineOperand low = selection.source(o.leftLow());
    MachineOperand high = selection.source(o.leftHigh());
    MachineOperand otherLow = selection.source(o.rightLow());
    MachineOperand otherHigh = selection.source(o.rightHigh());
    Reg toLow = copy(low);
    Reg toHigh = copy(high);
    selection.emit(first, toLow, otherLow);
    selection.emit(second, toHigh, otherHigh);
    finish(o, toLow, toHigh);
  }

  private void finish(Operation.WideBinary o, MachineOperand low, MachineOperand high) {
    Reg toLow = selection.reg(o.toLow());
    if (Selection.mentions(high, toLow)) {
      high = copy(high);
    }
    selection.move(toLow, low);
    selection.move(selection.reg(o.toHigh()), high);
  }

  /** The low words' full product, plus what the high words add to its upper half. */
  private void multiply(Operation.WideBinary o) {
    Reg low = selection.register(o.leftLow());
    Reg otherLow = selection.register(o.rightLow());
    Reg cross = null;
    if (!isZero(o.leftHigh())) {
      cross = copy(selection.source(o.leftHigh()));
      selection.emit("imul", cross, otherLow);
    }
    if (!isZero(o.rightHigh())) {
      Reg other = copy(selection.source(o.rightHigh()));
      selection.emit("imul", other, low);
      if (cross != null) {
        selection.emit("add", other, cross);
      }
      cross = other;
    }
    words.product("mul", low, otherLow);
    Reg high = copy(Selection.real(Registers.EDX));
    Reg product = copy(Selection.real(Registers.EAX));
    if (cross != null) {
      selection.emit("add", high, cross);
    }
    finish(o, product, high);
  }

  private static boolean isZero(Operand operand) {
    return operand instanceof Operand.Literal literal && literal.value() == 0;
  }

  private void shift(Operation.WideBinary o) {
    MachineOperand low = selection.source(o.leftLow());
    MachineOperand high = selection.source(o.leftHigh());
    if (o.rightLow() instanceof Operand.Literal count) {
      shiftBy(o, low, high, count.value() & 63);
    } else {
      shiftByRegister(o, copy(low), copy(high), selection.source(o.rightLow()));
    }
  }

  private void shiftBy(Operation.WideBinary o, MachineOperand low, MachineOperand high, int count) {
    boolean left = o.operator() == BinaryOperator.SHIFT_LEFT;
    if (count == 0) {
      finish(o, copy(low), copy(high));
    } else if (count < 32) {
      Reg toLow = copy(low);
      Reg toHigh = copy(high);
      if (left) {
        selection.emit("shld", toHigh, toLow, new Number(count));
        selection.emit("shl", toLow, new Number(count));
      } else {
        selection.emit("shrd", toLow, toHigh, new Number(count));
        selection.emit(right(o), toHigh, new Number(count));
      }
      finish(o, toLow, toHigh);
    } else if (left) {
      finish(o, new Number(0), shifted("shl", low, count - 32));
    } else {
      MachineOperand sign = isSigned(o) ? shifted("sar", high, 31) : new Number(0);
      finish(o, shifted(right(o), high, count - 32), sign);
    }
  }

  private Reg shifted(String mnemonic, MachineOperand value, int count) {
    Reg to = copy(value);
    if (count > 0) {
      selection.emit(mnemonic, to, new Number(count));
    }
    return to;
  }

  private static boolean isSigned(Operation.WideBinary o) {
    return o.operator() == BinaryOperator.SHIFT_RIGHT_SIGNED;
  }

  private static String right(Operation.WideBinary o) {
    return isSigned(o) ? "sar" : "shr";
  }

  /** The processor shifts by the count modulo 32; from 32 on, words move over as wholes. */
  private void shiftByRegister(Operation.WideBinary o, Reg low, Reg high, MachineOperand amount) {
    Reg count = Selection.real(Registers.ECX).withBits(8);
    boolean left = o.operator() == BinaryOperator.SHIFT_LEFT;
    Reg filler = selection.newRegister();
    selection.move(Selection.real(Registers.ECX), amount);
    Reg near = left ? low : high;
    Reg far = left ? high : low;
    selection.emit(left ? "shld" : "shrd", far, near, count);
    if (isSigned(o)) {
      selection.emit("mov", filler, near);
      selection.emit("sar", filler, new Number(31));
    } else {
      selection.emit("mov", filler, new Number(0));
    }
    selection.emit(left ? "shl" : right(o), near, count);
    selection.emit("test", count, new Number(32));
    selection.emit("cmovne", far, near);
    selection.emit("cmovne", near, filler);
    finish(o, low, high);
  }
}

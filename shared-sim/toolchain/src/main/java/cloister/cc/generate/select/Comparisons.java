package cloister.cc.generate.select;

import cloister.cc.generate.machine.MachineOperand;
import cloister.cc.generate.machine.MachineOperand.Memory;
import cloister.cc.generate.machine.MachineOperand.Number;
import cloister.cc.generate.machine.MachineOperand.Reg;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.Condition;
import java.util.List;

/** Sets the flags for a comparison, and says which condition of them it is. */
final class Comparisons {
  private final Selection selection;

  Comparisons(Selection selection) {
    this.selection = selection;
  }

  /** The suffix of Jcc, SETcc and CMOVcc. */
  static String suffix(Condition condition) {
    return switch (condition) {
      case EQUAL -> "e";
      case NOT_EQUAL -> "ne";
      case LESS -> "l";
      case LESS_EQUAL -> "le";
      case GREATER -> "g";
      case GREATER_EQUAL -> "ge";
      case BELOW -> "b";
      case BELOW_EQUAL -> "be";
      case ABOVE -> "a";
      case ABOVE_EQUAL -> "ae";
    };
  }

  private static Condition unsigned(Condition condition) {
    return switch (condition) {
      case LESS -> Condition.BELOW;
      case LESS_EQUAL -> Condition.BELOW_EQUAL;
      case GREATER -> Condition.ABOVE;
      case GREATER_EQUAL -> Condition.ABOVE_EQUAL;
      default -> condition;
    };
  }

  String compare(Condition condition, Operand left, Operand right) {
    boolean isNumber = right instanceof Operand.Literal;
    if (left instanceof Operand.Literal && !isNumber) {
      return compare(condition.swapped(), right, left);
    }
    if (isNumber) {
      int number = ((Operand.Literal) right).value();
      Operation waiting = selection.folding.waiting(left);
      if (waiting instanceof Operation.Load load && load.bits() < 32 && fits(load, number)) {
        selection.emit("cmp", selection.memory(load.from(), load.bits()), new Number(number));
        return suffix(load.signed() ? condition : unsigned(condition));
      }
      if (number == 0) {
        return compareWithZero(condition, left, waiting);
      }
    }
    if (selection.isMemory(right) || isNumber) {
      MachineOperand other = selection.source(right);
      MachineOperand mine = isNumber ? selection.place(left) : selection.register(left);
      selection.emit("cmp", mine, other);
    } else {
      MachineOperand other = selection.value(right);
      selection.emit("cmp", selection.place(left), other);
    }
    return suffix(condition);
  }

  private static boolean fits(Operation.Load load, int number) {
    int low = load.signed() ? -(1 << load.bits() - 1) : 0;
    return number >= low && number < low + (1 << load.bits());
  }

  private String compareWithZero(Condition condition, Operand left, Operation waiting) {
    if (waiting instanceof Operation.Compare inner && isTruth(condition)) {
      boolean holds = condition == Condition.NOT_EQUAL || condition == Condition.ABOVE;
      return compare(
          holds ? inner.condition() : inner.condition().negated(), inner.left(), inner.right());
    }
    if (waiting instanceof Operation.Binary and && and.operator() == Operation.BinaryOperator.AND) {
      test(and);
    } else {
      MachineOperand value = selection.place(left);
      if (value instanceof Memory) {
        selection.emit("cmp", value, new Number(0));
      } else {
        selection.emit("test", value, value);
      }
    }
    return switch (condition) {
      case LESS -> "s";
      case GREATER_EQUAL -> "ns";
      default -> suffix(condition);
    };
  }

  /** What can be said of 0 or 1 against zero. */
  private static boolean isTruth(Condition condition) {
    return switch (condition) {
      case EQUAL, NOT_EQUAL, ABOVE, BELOW_EQUAL -> true;
      default -> false;
    };
  }

  private void test(Operation.Binary and) {
    Operand left = and.left() instanceof Operand.Literal ? and.right() : and.left();
    Operand right = left == and.left() ? and.right() : and.left();
    if (right instanceof Operand.Literal mask
        && selection.folding.waiting(left) instanceof Operation.Load load
        && load.bits() == 8
        && mask.value() >>> 7 == 0) {
      selection.emit("test", selection.memory(load.from(), 8), new Number(mask.value()));
      return;
    }
    MachineOperand value = selection.value(right);
    selection.emit("test", selection.place(left), value);
  }

  /** Sets a register to 1 when a condition of the flags holds, else to 0. */
  void set(String suffix, Reg to) {
    Reg low = selection.byteOf(selection.newRegister());
    selection.emit("set" + suffix, low);
    selection.emit("movzx", to, low);
  }

  String compareWide(Condition condition, List<Operand> left, List<Operand> right) {
    return switch (condition) {
      case EQUAL, NOT_EQUAL -> compareEqual(condition, left, right);
      case GREATER, LESS_EQUAL, ABOVE, BELOW_EQUAL -> compareWide(condition.swapped(), right, left);
      case LESS, GREATER_EQUAL, BELOW, ABOVE_EQUAL -> compareLess(condition, left, right);
    };
  }

  private String compareEqual(Condition condition, List<Operand> left, List<Operand> right) {
    MachineOperand low = selection.source(left.getFirst());
    MachineOperand high = selection.source(left.getLast());
    Reg lowDifference = difference(low, selection.source(right.getFirst()));
    Reg highDifference = difference(high, selection.source(right.getLast()));
    selection.emit("or", lowDifference, highDifference);
    return suffix(condition);
  }

  private Reg difference(MachineOperand left, MachineOperand right) {
    Reg to = selection.newRegister();
    selection.emit("mov", to, left);
    if (!(right instanceof Number number && number.value() == 0)) {
      selection.emit("xor", to, right);
    }
    return to;
  }

  /** Subtracts without keeping the difference: the flags of the high words know of the borrow. */
  private String compareLess(Condition condition, List<Operand> left, List<Operand> right) {
    if (isZero(right) && (condition == Condition.LESS || condition == Condition.GREATER_EQUAL)) {
      return compare(condition, left.getLast(), right.getLast());
    }
    Reg low = selection.register(left.getFirst());
    MachineOperand high = selection.source(left.getLast());
    MachineOperand otherLow = selection.source(right.getFirst());
    MachineOperand otherHigh = selection.source(right.getLast());
    Reg difference = selection.newRegister();
    selection.emit("mov", difference, high);
    selection.emit("cmp", low, otherLow);
    selection.emit("sbb", difference, otherHigh);
    return suffix(condition);
  }

  private static boolean isZero(List<Operand> operands) {
    return operands.stream()
        .allMatch(operand -> operand instanceof Operand.Literal word && word.value() == 0);
  }
}

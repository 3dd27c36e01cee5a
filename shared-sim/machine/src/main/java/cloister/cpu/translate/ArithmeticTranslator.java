package cloister.cpu.translate;

import cloister.cpu.alu.Alu;
import cloister.cpu.core.Core;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;

/**
 * Writes what arithmetic does to values in locals, and to the flags, as {@code
 * cloister.cpu.insn.Arithmetic} and its neighbours do it. Flags that are hidden are not touched.
 */
final class ArithmeticTranslator {
  private final RegionCode code;
  private final PendingFlags flags;

  ArithmeticTranslator(RegionCode code, PendingFlags flags) {
    this.code = code;
    this.flags = flags;
  }

  /** {@link Local#OUTCOME} becomes what an operation makes of VALUE and OTHER. */
  void binary(int op, int bytes, boolean hidden) {
    boolean withCarry = op == Op.ADC || op == Op.SBB;
    if (withCarry) {
      flags.pushCarry();
      code.set(Local.SCRATCH);
    }
    Operator operator = operator(op);
    code.get(Local.VALUE);
    code.get(Local.OTHER);
    code.calculate(operator);
    if (withCarry) {
      code.get(Local.SCRATCH);
      code.calculate(operator);
    }
    code.set(Local.OUTCOME);
    if (!hidden) {
      setFlags(kind(op, bytes), bytes);
    }
  }

  private static Operator operator(int op) {
    return switch (op) {
      case Op.ADD, Op.ADC -> Operator.ADD;
      case Op.AND, Op.TEST -> Operator.AND;
      case Op.OR -> Operator.OR;
      case Op.XOR -> Operator.XOR;
      default -> Operator.SUBTRACT;
    };
  }

  private static int kind(int op, int bytes) {
    return switch (op) {
      case Op.ADC -> PendingFlags.ADD_WITH_CARRY;
      case Op.SBB -> PendingFlags.SUBTRACT_WITH_BORROW;
      case Op.ADD ->
          bytes == 4 ? PendingFlags.ADD : bytes == 1 ? PendingFlags.ADD8 : PendingFlags.ADD16;
      case Op.AND, Op.TEST, Op.OR, Op.XOR -> PendingFlags.LOGIC;
      default ->
          bytes == 4
              ? PendingFlags.SUBTRACT
              : bytes == 1 ? PendingFlags.SUBTRACT8 : PendingFlags.SUBTRACT16;
    };
  }

  private void setFlags(int kind, int bytes) {
    if (kind != PendingFlags.LOGIC) {
      keepOperand(Local.VALUE, Local.FIRST, bytes);
      keepOperand(Local.OTHER, Local.SECOND, bytes);
    }
    keepOutcome(bytes);
    flags.set(kind);
  }

  private void keepOperand(int from, int to, int bytes) {
    code.get(from);
    if (bytes < 4) {
      and(bytes == 1 ? 0xff : 0xffff);
    }
    code.set(to);
  }

  /** INC and DEC of {@link Local#VALUE}, which keep CF. */
  void step(boolean up, int bytes, boolean hidden) {
    if (!hidden) {
      flags.keepCarry();
    }
    code.get(Local.VALUE);
    code.constant(up ? 1 : -1);
    code.calculate(Operator.ADD);
    code.set(Local.OUTCOME);
    if (hidden) {
      return;
    }
    keepOperand(Local.VALUE, Local.FIRST, bytes);
    keepOutcome(bytes);
    flags.set(up ? PendingFlags.STEP_UP : PendingFlags.STEP_DOWN);
    if (bytes < 4) {
      flags.placeStep(up, bytes - 1);
      flags.set(PendingFlags.KEPT);
    }
  }

  private void keepOutcome(int bytes) {
    code.get(Local.OUTCOME);
    if (bytes < 4) {
      code.signExtend(bytes);
    }
    code.set(Local.RESULT);
  }

  /** Shifts the doubleword on the stack by a constant count that is not 0. */
  void shift(int[] slots, int at, boolean hidden) {
    int count = slots[at + Slot.IMMEDIATE] & 31;
    int op = Slot.meaning(slots[at]);
    code.set(Local.VALUE);
    code.get(Local.VALUE);
    shift(
        op == Op.SHL
            ? Operator.SHIFT_LEFT
            : op == Op.SHR ? Operator.SHIFT_RIGHT : Operator.SHIFT_RIGHT_SIGNED,
        count);
    code.set(Local.OUTCOME);
    if (!hidden) {
      setShiftFlags(op, count);
    }
    code.get(Local.OUTCOME);
  }

  /** CF is the last bit out; the second bit of the carries differs from it where OF is set. */
  private void setShiftFlags(int op, int count) {
    code.get(Local.VALUE);
    shift(Operator.SHIFT_LEFT, op == Op.SHL ? count - 1 : 32 - count);
    code.set(Local.FIRST);
    if (op == Op.SHL) {
      code.get(Local.OUTCOME);
    } else {
      code.get(Local.FIRST);
      if (op == Op.SHR && count == 1) {
        code.get(Local.VALUE);
        code.calculate(Operator.XOR);
      }
    }
    code.set(Local.SECOND);
    keepOutcome(4);
    flags.set(PendingFlags.SHIFTED);
  }

  /** Leaves the low word of VALUE times OTHER on the stack. */
  void multiply(boolean hidden) {
    if (!hidden) {
      flags.keep();
    }
    product(Operator.MULTIPLY);
    code.set(Local.OUTCOME);
    if (!hidden) {
      product(Operator.MULTIPLY_HIGH_SIGNED);
      pushSignOfOutcome();
      setOverflow();
    }
    code.get(Local.OUTCOME);
  }

  /** EDX:EAX becomes EAX times OTHER. */
  void multiplyWide(boolean signed, boolean hidden) {
    if (!hidden) {
      flags.keep();
    }
    code.get(Core.EAX);
    code.set(Local.VALUE);
    product(Operator.MULTIPLY);
    code.set(Local.OUTCOME);
    product(signed ? Operator.MULTIPLY_HIGH_SIGNED : Operator.MULTIPLY_HIGH);
    code.set(Core.EDX);
    code.get(Local.OUTCOME);
    code.set(Core.EAX);
    if (!hidden) {
      code.get(Core.EDX);
      if (signed) {
        pushSignOfOutcome();
      } else {
        code.constant(0);
      }
      setOverflow();
    }
  }

  private void product(Operator operator) {
    code.get(Local.VALUE);
    code.get(Local.OTHER);
    code.calculate(operator);
  }

  private void pushSignOfOutcome() {
    code.get(Local.OUTCOME);
    shift(Operator.SHIFT_RIGHT_SIGNED, 31);
  }

  /** CF and OF say whether two words differ; the other flags stay. */
  private void setOverflow() {
    code.compare(Comparison.NOT_EQUAL);
    shift(Operator.SHIFT_LEFT, 31);
    code.get(Local.CARRIES);
    and(~(PendingFlags.CARRY | PendingFlags.INTO_TOP));
    code.calculate(Operator.OR);
    code.set(Local.CARRIES);
  }

  /** EAX becomes the quotient by OTHER and EDX the remainder; CF and OF stay. */
  void divide(boolean signed, boolean hidden) {
    if (!hidden) {
      flags.keep();
    }
    code.get(Core.EAX);
    code.set(Local.VALUE);
    product(signed ? Operator.DIVIDE_SIGNED : Operator.DIVIDE);
    code.set(Core.EAX);
    product(signed ? Operator.REMAINDER_SIGNED : Operator.REMAINDER);
    code.set(Core.EDX);
    if (!hidden) {
      code.get(Local.CARRIES);
      and(PendingFlags.CARRY | PendingFlags.INTO_TOP);
      code.constant(Alu.ADJUST);
      code.calculate(Operator.OR);
      code.set(Local.CARRIES);
      code.constant(1);
      code.set(Local.RESULT);
    }
  }

  private void shift(Operator operator, int count) {
    if (count != 0) {
      code.constant(count);
      code.calculate(operator);
    }
  }

  private void and(int mask) {
    code.constant(mask);
    code.calculate(Operator.AND);
  }
}

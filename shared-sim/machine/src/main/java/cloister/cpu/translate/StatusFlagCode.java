package cloister.cpu.translate;

import cloister.cpu.alu.Alu;
import cloister.cpu.core.Eflags;

/** Writes what sets or reads the status flags as bits of EFLAGS. */
final class StatusFlagCode {
  private final RegionCode code;
  private final PendingFlags flags;

  StatusFlagCode(RegionCode code, PendingFlags flags) {
    this.code = code;
    this.flags = flags;
  }

  /** OF is where CF differs from the carry into the top: both are inverted together. */
  void clearCarry() {
    flags.keep();
    pushCarryBit(0);
    invertBoth();
  }

  void setCarry() {
    flags.keep();
    pushCarryBit(-1);
    invertBoth();
  }

  void invertCarry() {
    flags.keep();
    code.get(Local.CARRIES);
    code.calculate(Operator.XOR, PendingFlags.CARRY | PendingFlags.INTO_TOP);
    code.set(Local.CARRIES);
  }

  /** Pushes the bit of CF, perhaps inverted. */
  private void pushCarryBit(int inversion) {
    code.get(Local.CARRIES);
    code.calculate(Operator.XOR, inversion);
    code.calculate(Operator.AND, PendingFlags.CARRY);
  }

  /** Inverts CF and the carry into the top when the bit that is pushed is set. */
  private void invertBoth() {
    code.set(Local.SCRATCH);
    code.get(Local.SCRATCH);
    code.get(Local.SCRATCH);
    code.calculate(Operator.SHIFT_RIGHT, 1);
    code.calculate(Operator.OR);
    code.get(Local.CARRIES);
    code.calculate(Operator.XOR);
    code.set(Local.CARRIES);
  }

  /** Pushes the status flags where EFLAGS has them. The carries are kept. */
  void push() {
    code.get(Local.CARRIES);
    code.calculate(Operator.SHIFT_RIGHT, 31);
    flags.pushOverflow();
    placeTopBit(Eflags.OF);
    flags.pushSign();
    placeTopBit(Eflags.SF);
    code.get(Local.RESULT);
    code.constant(0);
    code.compare(Comparison.EQUAL);
    placeLowBit(Eflags.ZF);
    code.compare(flags.parity());
    placeLowBit(Eflags.PF);
    code.get(Local.CARRIES);
    code.calculate(Operator.AND, Alu.ADJUST);
    code.calculate(Operator.SHIFT_LEFT, 1);
    code.calculate(Operator.OR);
  }

  private void placeTopBit(int flag) {
    code.calculate(Operator.SHIFT_RIGHT, 31);
    placeLowBit(flag);
  }

  private void placeLowBit(int flag) {
    code.calculate(Operator.SHIFT_LEFT, Integer.numberOfTrailingZeros(flag));
    code.calculate(Operator.OR);
  }

  /**
   * Takes the status flags from a value of EFLAGS in a local, in the form that Flags gives them.
   */
  void restore(int local) {
    pushBit(local, Eflags.ZF, 0);
    code.calculate(Operator.XOR, 1);
    code.set(Local.RESULT);
    pushBit(local, Eflags.CF, 31);
    pushBit(local, Eflags.CF, 30);
    pushBit(local, Eflags.OF, 30);
    code.calculate(Operator.XOR);
    code.calculate(Operator.OR);
    pushBit(local, Eflags.AF, 3);
    code.calculate(Operator.OR);
    pushBit(local, Eflags.SF, 0);
    code.calculate(Operator.OR);
    pushBit(local, Eflags.PF, 8);
    pushBit(local, Eflags.ZF, 8);
    code.calculate(Operator.XOR);
    code.calculate(Operator.OR);
    code.set(Local.CARRIES);
    flags.set(PendingFlags.KEPT);
  }

  /** Pushes a flag of EFLAGS in another place. */
  private void pushBit(int local, int flag, int place) {
    code.get(local);
    code.calculate(Operator.AND, flag);
    int distance = place - Integer.numberOfTrailingZeros(flag);
    if (distance > 0) {
      code.calculate(Operator.SHIFT_LEFT, distance);
    } else if (distance < 0) {
      code.calculate(Operator.SHIFT_RIGHT, -distance);
    }
  }
}

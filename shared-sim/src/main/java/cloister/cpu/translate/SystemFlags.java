package cloister.cpu.translate;

import cloister.cpu.core.Eflags;

/** Writes what regions do with the flags beside the status flags, and with EFLAGS as a whole. */
final class SystemFlags {
  /** What a region does not change by a new value of EFLAGS. */
  private static final int UNCHANGED =
      Eflags.TF
          | Eflags.DF
          | Eflags.IOPL
          | Eflags.NT
          | Eflags.RF
          | Eflags.VM
          | Eflags.AC
          | Eflags.ID;

  private final RegionCode code;
  private final StatusFlags status;
  private final Questions questions;

  SystemFlags(RegionCode code, StatusFlags status, Questions questions) {
    this.questions = questions;
    this.code = code;
    this.status = status;
  }

  /** Gives up when a gate or a change of IF would be noticed, or would let an interrupt in. */
  void requireQuiet() {
    questions.askForQuiet();
    code.load(Frame.QUIET);
    code.constant(0);
    code.giveUpIf(Comparison.EQUAL);
  }

  /** Gives up when one of these flags is set. */
  void requireClear(int mask) {
    code.load(Frame.SYSTEM);
    code.constant(mask);
    code.calculate(Operator.AND);
    code.constant(0);
    code.giveUpIf(Comparison.NOT_EQUAL);
  }

  void clear(int mask) {
    code.load(Frame.SYSTEM);
    code.constant(~mask);
    code.calculate(Operator.AND);
    code.store(Frame.SYSTEM);
  }

  void set(int mask) {
    code.load(Frame.SYSTEM);
    code.constant(mask);
    code.calculate(Operator.OR);
    code.store(Frame.SYSTEM);
  }

  /** Pushes EFLAGS; the carries are kept. */
  void push() {
    status.push();
    code.load(Frame.SYSTEM);
    code.calculate(Operator.OR);
  }

  /** Gives up when a new value in a local would change more than status flags and IF. */
  void requireOthersIn(int local) {
    code.get(local);
    code.load(Frame.SYSTEM);
    code.calculate(Operator.XOR);
    code.constant(UNCHANGED);
    code.calculate(Operator.AND);
    code.constant(0);
    code.giveUpIf(Comparison.NOT_EQUAL);
  }

  /** Takes status flags and IF from a local. */
  void restore(int local) {
    status.restore(local);
    code.load(Frame.SYSTEM);
    code.constant(~Eflags.IF);
    code.calculate(Operator.AND);
    code.get(local);
    code.constant(Eflags.IF);
    code.calculate(Operator.AND);
    code.calculate(Operator.OR);
    code.store(Frame.SYSTEM);
  }
}

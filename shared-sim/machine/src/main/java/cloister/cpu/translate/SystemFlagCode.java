package cloister.cpu.translate;

import cloister.cpu.core.Eflags;

/** Writes what regions do with the flags beside the status flags, and with EFLAGS as a whole. */
final class SystemFlagCode {
  /**
   * What a region does not change by a new value of EFLAGS: others have looked at it. TF and RF are
   * clear in a region, VM and NT decide how an IRET returns, AC whether data are looked at twice,
   * IOPL what {@link Frame#PORTS} says. The rest is seldom changed.
   */
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
  private final StatusFlagCode status;

  SystemFlagCode(RegionCode code, StatusFlagCode status) {
    this.code = code;
    this.status = status;
  }

  /** Gives up when one of these flags is set. */
  void requireClear(int mask) {
    code.load(Frame.SYSTEM);
    requireNone(mask);
  }

  /** Gives up when the topmost word has one of these bits. */
  private void requireNone(int mask) {
    code.calculate(Operator.AND, mask);
    code.constant(0);
    code.giveUpIf(Comparison.NOT_EQUAL);
  }

  void clear(int mask) {
    code.load(Frame.SYSTEM);
    code.calculate(Operator.AND, ~mask);
    code.store(Frame.SYSTEM);
  }

  void set(int mask) {
    code.load(Frame.SYSTEM);
    code.calculate(Operator.OR, mask);
    code.store(Frame.SYSTEM);
  }

  /** Pushes EFLAGS, of which a PUSHF saves all: RF and VM are clear. The carries are kept. */
  void push() {
    status.push();
    code.load(Frame.SYSTEM);
    code.calculate(Operator.OR);
  }

  /** Gives up when a new value in a local would change more than status flags and IF. */
  void requireNoOtherChange(int local) {
    requireNoChange(local, UNCHANGED);
  }

  /** The same but for RF, which a return sets no longer than the next instruction lasts. */
  void requireNoOtherChangeButResume(int local) {
    requireNoChange(local, UNCHANGED & ~Eflags.RF);
  }

  private void requireNoChange(int local, int flags) {
    code.get(local);
    code.load(Frame.SYSTEM);
    code.calculate(Operator.XOR);
    requireNone(flags);
  }

  /** Takes status flags and IF from a local. */
  void restore(int local) {
    status.restore(local);
    code.load(Frame.SYSTEM);
    code.calculate(Operator.AND, ~Eflags.IF);
    code.get(local);
    code.calculate(Operator.AND, Eflags.IF);
    code.calculate(Operator.OR);
    code.store(Frame.SYSTEM);
  }
}

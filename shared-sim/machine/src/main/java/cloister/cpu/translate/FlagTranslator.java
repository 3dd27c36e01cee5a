package cloister.cpu.translate;

import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.decode.Op;

/** Writes the code of instructions that set or save flags as such. */
final class FlagTranslator {
  private final RegionTranslator region;
  private final RegionCode code;
  private final PendingFlags flags;
  private final StatusFlagCode status;
  private final SystemFlagCode system;
  private final StackTranslator stack;

  FlagTranslator(
      RegionTranslator region,
      RegionCode code,
      PendingFlags flags,
      StatusFlagCode status,
      SystemFlagCode system,
      StackTranslator stack) {
    this.region = region;
    this.code = code;
    this.flags = flags;
    this.status = status;
    this.system = system;
    this.stack = stack;
  }

  /** Writes one that reaches no memory. */
  void translate(int op, int offset) {
    switch (op) {
      case Op.CLC -> status.clearCarry();
      case Op.STC -> status.setCarry();
      case Op.CMC -> status.invertCarry();
      case Op.CLD -> system.clear(Eflags.DF);
      case Op.STD -> system.set(Eflags.DF);
      case Op.CLI -> clearInterruptFlag(offset);
      default -> throw new IllegalStateException("operation " + op);
    }
  }

  private void clearInterruptFlag(int offset) {
    code.attempt();
    code.giveUpUnless(Frame.QUIET);
    system.clear(Eflags.IF);
    region.orAsk(offset, flags.kind());
  }

  void pushFlags(int offset, int flagsBefore) {
    flags.keep();
    system.push();
    code.set(Local.VALUE);
    stack.beginPush();
    stack.endPush();
    region.orStay(offset, flagsBefore);
  }

  /** In ring 0. */
  void popFlags(int offset, int flagsBefore) {
    flags.keep();
    stack.beginPop(Core.ESP);
    code.get(Local.PHYSICAL);
    code.read(4);
    code.set(Local.VALUE);
    code.attempt();
    code.giveUpUnless(Frame.QUIET);
    system.requireNoOtherChange(Local.VALUE);
    system.restore(Local.VALUE);
    stack.move(Core.ESP, 4);
    region.orAsk(offset, flags.kind());
    region.orStay(offset, flagsBefore);
  }
}

package cloister.cpu.insn;

import cloister.cpu.access.Operands;
import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Flags;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.event.Rule;

/** Instructions that set single flags. */
public final class FlagInstructions implements Group {
  private static final int LAHF_FLAGS =
      Eflags.SF | Eflags.ZF | Eflags.AF | Eflags.PF | Eflags.CF | Eflags.RESERVED_ONE;

  private final Core core;
  private final Operands operands;
  private final Flags flags;

  public FlagInstructions(Core core, Operands operands) {
    this.core = core;
    this.operands = operands;
    flags = core.flags;
  }

  @Override
  public void execute(int[] code, int at) {
    switch (Slot.op(code[at])) {
      case Op.CLC -> flags.setCarry(false);
      case Op.STC -> flags.setCarry(true);
      case Op.CMC -> flags.setCarry(!flags.carry());
      case Op.CLD -> flags.setSystem(Eflags.DF, false);
      case Op.STD -> flags.setSystem(Eflags.DF, true);
      case Op.CLI -> setInterruptFlag(false);
      case Op.STI -> setInterruptFlag(true);
      case Op.LAHF -> operands.setRegister8(4, flags.eflags() & LAHF_FLAGS);
      case Op.SAHF -> storeAh();
      case Op.SALC -> operands.setRegister8(0, flags.carry() ? 0xff : 0);
      default -> throw new IllegalStateException("flag " + code[at]);
    }
  }

  /** In virtual-8086 mode CPL says nothing, it is always 3: IOPL alone decides. */
  private void setInterruptFlag(boolean value) {
    if (core.virtual8086() && flags.iopl() != 3) {
      throw core.generalProtection(0, Rule.VIRTUAL_MODE_IOPL, flags.iopl(), 0, 0);
    }
    if (core.cpl > flags.iopl()) {
      throw core.generalProtection(0, Rule.IOPL_FOR_INTERRUPT_FLAG, core.cpl, flags.iopl(), 0);
    }
    if (value && !flags.interrupt()) {
      core.interruptShadow = true;
      core.shadowOfStack = false;
    }
    core.setEflags(value ? flags.eflags() | Eflags.IF : flags.eflags() & ~Eflags.IF);
  }

  private void storeAh() {
    int loaded = LAHF_FLAGS & ~Eflags.RESERVED_ONE;
    flags.setEflags(flags.eflags() & ~loaded | operands.register8(4) & loaded);
  }
}

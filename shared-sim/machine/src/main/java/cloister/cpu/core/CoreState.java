package cloister.cpu.core;

import cloister.state.StateReader;
import cloister.state.StateWriter;

/** What each register is after a reset, and the order in which they are saved. */
final class CoreState {
  /** The caches are off, CD and NW, until the firmware switches them on (SDM 3, 10.1.1). */
  private static final int CR0_RESET = 3 << 29 | Core.CR0_ET;

  private final Core core;

  CoreState(Core core) {
    this.core = core;
  }

  /** The state after power-up or RESET (SDM 3, table 10-1). */
  void reset() {
    for (int i = 0; i < 8; i++) {
      core.general[i] = 0;
    }
    core.general[Core.EDX] = Identity.SIGNATURE;
    core.flags.setEflags(0);
    core.segments.reset();
    core.eip = 0xfff0;
    core.debug.reset();
    core.setCpl(0);
    core.nmiPending = false;
    core.nmiBlocked = false;
    core.timeAheadLow = 0;
    core.timeAheadHigh = 0;
    core.gdtBase = 0;
    core.gdtLimit = 0xffff;
    core.idtBase = 0;
    core.idtLimit = 0xffff;
    core.cr0 = CR0_RESET;
    core.cr2 = 0;
    core.cr3 = 0;
    core.cr4 = 0;
    core.model.reset(core.features.localApic());
    core.halted = false;
    core.shutDown = false;
    core.interruptShadow = false;
    core.pendingVector = Core.NOTHING_PENDING;
    core.pendingErrorCode = Fault.NO_ERROR_CODE;
    core.instructionsLow = 0;
    core.instructionsHigh = 0;
    core.fpu.reset();
    core.virtualization.reset();
  }

  void save(StateWriter out) {
    for (int register = 0; register < 8; register++) {
      out.writeInt(core.general[register]);
    }
    out.writeInt(core.flags.eflags());
    core.segments.save(out);
    out.writeInt(core.eip);
    out.writeInt(core.cpl);
    out.writeInt(core.gdtBase);
    out.writeInt(core.gdtLimit);
    out.writeInt(core.idtBase);
    out.writeInt(core.idtLimit);
    out.writeInt(core.cr0);
    out.writeInt(core.cr2);
    out.writeInt(core.cr3);
    out.writeInt(core.cr4);
    core.model.save(out);
    core.debug.save(out);
    out.writeBoolean(core.nmiPending);
    out.writeBoolean(core.nmiBlocked);
    out.writeInt(core.timeAheadLow);
    out.writeInt(core.timeAheadHigh);
    out.writeBoolean(core.halted);
    out.writeBoolean(core.shutDown);
    out.writeBoolean(core.interruptShadow);
    out.writeInt(core.pendingVector);
    out.writeInt(core.pendingErrorCode);
    out.writeInt(core.instructionsLow);
    out.writeInt(core.instructionsHigh);
    core.fpu.save(out);
    core.virtualization.save(out);
  }

  void load(StateReader in) {
    for (int register = 0; register < 8; register++) {
      core.general[register] = in.readInt();
    }
    core.flags.setEflags(in.readInt());
    core.segments.load(in);
    core.eip = in.readInt();
    core.setCpl(in.readInt());
    core.gdtBase = in.readInt();
    core.gdtLimit = in.readInt();
    core.idtBase = in.readInt();
    core.idtLimit = in.readInt();
    core.cr0 = in.readInt();
    core.cr2 = in.readInt();
    core.cr3 = in.readInt();
    core.cr4 = in.readInt();
    core.model.load(in);
    core.debug.load(in);
    core.nmiPending = in.readBoolean();
    core.nmiBlocked = in.readBoolean();
    core.timeAheadLow = in.readInt();
    core.timeAheadHigh = in.readInt();
    core.derive();
    core.halted = in.readBoolean();
    core.shutDown = in.readBoolean();
    core.interruptShadow = in.readBoolean();
    core.pendingVector = in.readInt();
    core.pendingErrorCode = in.readInt();
    core.instructionsLow = in.readInt();
    core.instructionsHigh = in.readInt();
    core.fpu.load(in);
    core.virtualization.load(in);
  }
}

package cloister.cpu.trap;

import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.cpu.seg.Selector;
import cloister.event.Event;
import cloister.event.Event.Transfer;
import cloister.event.Rule;

/**
 * SYSENTER and SYSEXIT (SDM 3, 6.8.7): flat segments that no descriptor is read for, at selectors
 * that follow one another.
 */
public final class FastSystemCall {
  private static final int CODE_TYPE = Rights.CODE | Rights.READABLE_OR_WRITABLE | Rights.ACCESSED;
  private static final int DATA_TYPE = Rights.READABLE_OR_WRITABLE | Rights.ACCESSED;
  private static final int FLAT =
      Rights.PRESENT | Rights.CODE_OR_DATA | Rights.BIG | Rights.GRANULARITY;

  private final Core core;

  public FastSystemCall(Core core) {
    this.core = core;
  }

  public void enter() {
    int code = Selector.withRpl(core.model.sysenterCs & 0xffff, 0);
    if (!core.protectedMode() || Selector.isNull(code)) {
      throw core.generalProtection(0, Rule.SYSENTER_SELECTOR, core.model.sysenterCs, 0, 0);
    }
    core.setEflags(core.flags.eflags() & ~(Eflags.VM | Eflags.IF | Eflags.RF));
    go(code, code + 8, 0, core.model.sysenterEip, core.model.sysenterEsp);
    if (core.tracing()) {
      core.emit(new Event.InnerRingCalled(code, core.general[Core.EAX]));
    }
  }

  public void exit() {
    core.requireRing0();
    int base = Selector.withRpl(core.model.sysenterCs & 0xffff, 0);
    if (!core.protectedMode() || Selector.isNull(base)) {
      throw core.generalProtection(0, Rule.SYSENTER_SELECTOR, core.model.sysenterCs, 0, 0);
    }
    int code = Selector.withRpl(base + 16, 3);
    int eip = core.general[Core.EDX];
    go(code, Selector.withRpl(base + 24, 3), 3, eip, core.general[Core.ECX]);
    if (core.tracing()) {
      core.emit(new Event.Returned(Transfer.SYSENTER, code, eip));
    }
  }

  private void go(int code, int stack, int newCpl, int eip, int pointer) {
    int oldCpl = core.cpl;
    int oldStack = core.segments.selector[Segments.SS];
    int oldPointer = core.general[Core.ESP];
    int dpl = newCpl << 13;
    core.segments.set(Segments.CS, code & 0xffff, 0, -1, FLAT | CODE_TYPE | dpl);
    core.segments.set(Segments.SS, stack & 0xffff, 0, -1, FLAT | DATA_TYPE | dpl);
    core.general[Core.ESP] = pointer;
    core.setCpl(newCpl);
    core.nextEip = eip;
    if (core.tracing()) {
      core.emit(new Event.StackSwitched(oldStack, oldPointer, stack & 0xffff, pointer));
      if (oldCpl != newCpl) {
        core.emit(new Event.RingCrossed(oldCpl, newCpl, Transfer.SYSENTER));
      }
    }
  }
}

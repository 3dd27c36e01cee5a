package cloister.cpu.trap;

import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.cpu.seg.Selector;
import cloister.event.Event;
import cloister.event.Event.Transfer;
import cloister.event.Exceptions;
import cloister.event.Families;
import cloister.event.Rule;
import cloister.event.Witness;

/**
 * SYSENTER and SYSEXIT (SDM 3, 6.8.7; SDM 2, SYSENTER and SYSEXIT, whose order the checks have):
 * flat segments that no descriptor is read for, at selectors that follow one another.
 */
public final class FastSystemCall {
  private static final int CODE_TYPE = Rights.CODE | Rights.READABLE_OR_WRITABLE | Rights.ACCESSED;
  private static final int DATA_TYPE = Rights.READABLE_OR_WRITABLE | Rights.ACCESSED;
  private static final int FLAT =
      Rights.PRESENT | Rights.CODE_OR_DATA | Rights.BIG | Rights.GRANULARITY;

  private static final int STACK_AFTER_CODE = 8;
  private static final int CODE_OF_RING_3 = 16;
  private static final String SELECTOR = "IA32_SYSENTER_CS";

  private final Core core;

  public FastSystemCall(Core core) {
    this.core = core;
  }

  public void enter() {
    core.witness.begins(Witness.INSTRUCTION, Fault.NO_ERROR_CODE);
    requireProtectedMode();
    requireSelector();
    int code = Selector.withRpl(core.model.sysenterCs & 0xffff, 0);
    core.setEflags(core.flags.eflags() & ~(Eflags.VM | Eflags.IF | Eflags.RF));
    go(code, code + STACK_AFTER_CODE, 0, core.model.sysenterEip, core.model.sysenterEsp);
    tellSegments(0);
    core.witness.loaded("EIP", "IA32_SYSENTER_EIP", 0, core.nextEip);
    core.witness.loaded("ESP", "IA32_SYSENTER_ESP", 0, core.general[Core.ESP]);
    if (core.tracing(Families.TRANSFERS)) {
      core.emit(new Event.InnerRingCalled(code, core.general[Core.EAX]));
    }
  }

  public void exit() {
    core.witness.begins(Witness.INSTRUCTION, Fault.NO_ERROR_CODE);
    requireSelector();
    requireProtectedMode();
    core.require(core.cpl == 0, Exceptions.GP, 0, Rule.RING_0_ONLY, core.cpl, 0, 0);
    int base = Selector.withRpl(core.model.sysenterCs & 0xffff, 0);
    int code = Selector.withRpl(base + CODE_OF_RING_3, 3);
    int stack = Selector.withRpl(base + CODE_OF_RING_3 + STACK_AFTER_CODE, 3);
    int eip = core.general[Core.EDX];
    go(code, stack, 3, eip, core.general[Core.ECX]);
    tellSegments(CODE_OF_RING_3);
    core.witness.loaded("EIP", "EDX", 0, eip);
    core.witness.loaded("ESP", "ECX", 0, core.general[Core.ESP]);
    if (core.tracing(Families.TRANSFERS)) {
      core.emit(new Event.Returned(Transfer.SYSENTER, code, eip));
    }
  }

  private void requireProtectedMode() {
    core.require(core.protectedMode(), Exceptions.GP, 0, Rule.SYSENTER_MODE, core.cr0, 0, 0);
  }

  private void requireSelector() {
    int selector = core.model.sysenterCs & 0xffff;
    core.require(
        !Selector.isNull(selector), Exceptions.GP, 0, Rule.SYSENTER_SELECTOR, selector, 0, 0);
  }

  private void tellSegments(int plus) {
    int[] selector = core.segments.selector;
    core.witness.loaded("CS", SELECTOR, plus, selector[Segments.CS]);
    core.witness.loaded("SS", SELECTOR, plus + STACK_AFTER_CODE, selector[Segments.SS]);
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
    if (core.tracing(Families.TRANSFERS)) {
      core.emit(new Event.StackSwitched(oldStack, oldPointer, stack & 0xffff, pointer));
      if (oldCpl != newCpl) {
        core.emit(new Event.RingCrossed(oldCpl, newCpl, Transfer.SYSENTER));
      }
    }
  }
}

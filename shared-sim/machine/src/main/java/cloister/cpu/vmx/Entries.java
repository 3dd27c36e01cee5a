package cloister.cpu.vmx;

import cloister.cpu.core.Core;
import cloister.cpu.core.DebugRegisters;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Virtualization;
import cloister.cpu.trap.ExceptionDelivery;
import cloister.event.Event.Source;
import cloister.event.Rule;

/** VM entries: their checks, what they load, and what they bring along (SDM 3, chapter 26). */
final class Entries {
  private static final int ENTRY_FAILED = 1 << 31;

  /** Of pending debug exceptions: a breakpoint that was met was enabled. */
  private static final int BREAKPOINT_ENABLED = 1 << 12;

  private final Core core;
  private final Vmx vmx;
  private final Passages passages;
  private final RegisterLists lists;
  private final ExceptionDelivery exceptions;

  Entries(
      Core core, Vmx vmx, Passages passages, RegisterLists lists, ExceptionDelivery exceptions) {
    this.core = core;
    this.vmx = vmx;
    this.passages = passages;
    this.lists = lists;
    this.exceptions = exceptions;
  }

  /**
   * VMLAUNCH and VMRESUME, whose own conditions are met (SDM 3, 26.2 to 26.6).
   *
   * @return {@link EntryChecks#GOOD}, or the VM-instruction error
   */
  int enter(boolean launches) {
    Vmcs vmcs = vmx.vmcs();
    EntryChecks checks = new EntryChecks(core, vmcs);
    int error = checks.controlsAndHost();
    if (error != EntryChecks.GOOD) {
      return error;
    }
    boolean nested =
        vmcs.has(VmcsField.PROCESSOR_CONTROLS, Controls.SECONDARY)
            && vmcs.has(VmcsField.SECONDARY_CONTROLS, Controls.EPT);
    int bad = badGuest(vmcs, checks, nested);
    if (bad >= 0) {
      fails(vmcs, Virtualization.BAD_GUEST_STATE, bad);
      return EntryChecks.GOOD;
    }
    passages.loadGuest(vmcs, nested);
    int unloaded = lists.load(vmcs, VmcsField.ENTRY_LOAD_COUNT, VmcsField.ENTRY_LOAD_ADDRESS);
    if (unloaded != 0) {
      fails(vmcs, Virtualization.BAD_GUEST_REGISTERS, unloaded);
      return EntryChecks.GOOD;
    }
    if (launches) {
      vmcs.setLaunched(true);
    }
    inject(vmcs);
    return EntryChecks.GOOD;
  }

  /** An entry that fails behind its first checks is an exit, which saves nothing (SDM 3, 26.8). */
  private void fails(Vmcs vmcs, int reason, int qualification) {
    vmcs.set(VmcsField.EXIT_REASON, reason | ENTRY_FAILED);
    vmcs.set(VmcsField.EXIT_QUALIFICATION, qualification);
    vmx.loadHost(vmcs);
  }

  /** The qualification of what makes an entry fail, or -1. */
  private int badGuest(Vmcs vmcs, EntryChecks checks, boolean nested) {
    boolean segments = new SegmentChecks(vmcs, checks.isUnrestricted()).pass();
    if (!checks.guestRegisters() || !segments || !checks.guestActivity()) {
      return 0;
    }
    if (!checks.linkPointer()) {
      return 4;
    }
    return Passages.soundPointers(core, vmcs, nested) ? -1 : 2;
  }

  /** The event that an entry brings along; it is delivered before the guest does anything. */
  private void inject(Vmcs vmcs) {
    int info = vmcs.get(VmcsField.ENTRY_INTERRUPTION);
    if (!EventInfo.isValid(info)) {
      raisePending(vmcs);
      return;
    }
    int type = EventInfo.type(info);
    boolean software = EventInfo.isSoftware(type);
    boolean hasCode = (info & EventInfo.HAS_ERROR_CODE) != 0;
    int errorCode = hasCode ? vmcs.get(VmcsField.ENTRY_ERROR_CODE) : Fault.NO_ERROR_CODE;
    Source source =
        software
            ? Source.SOFTWARE
            : type == EventInfo.HARDWARE ? Source.EXCEPTION : Source.EXTERNAL;
    core.eip = core.nextEip;
    int length = software ? vmcs.get(VmcsField.ENTRY_LENGTH) : 0;
    vmx.delivers(type);
    core.nmiBlocked |= type == EventInfo.NMI;
    core.interruptShadow = false;
    exceptions.inject(EventInfo.vector(info), source, errorCode, core.eip + length);
  }

  /** Debug exceptions that came to nothing before the exit come now (SDM 3, 26.7.3). */
  private void raisePending(Vmcs vmcs) {
    int pending = vmcs.get(VmcsField.GUEST_PENDING_DEBUG);
    boolean enabled = (pending & BREAKPOINT_ENABLED) != 0;
    int reasons = pending & (enabled ? 0xF | DebugRegisters.BS : DebugRegisters.BS);
    if (reasons == 0) {
      return;
    }
    if (core.interruptShadow && core.shadowOfStack) {
      core.meet(reasons & 0xF);
      return;
    }
    core.eip = core.nextEip;
    core.halted = false;
    core.raise(core.debugException(reasons, Rule.SINGLE_STEP, 0, 0));
  }
}

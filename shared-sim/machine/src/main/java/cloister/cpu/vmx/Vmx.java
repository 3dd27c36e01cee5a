package cloister.cpu.vmx;

import cloister.cpu.access.Operands;
import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Virtualization;
import cloister.cpu.decode.Slot;
import cloister.cpu.insn.Group;
import cloister.cpu.paging.Paging;
import cloister.cpu.trap.ExceptionDelivery;
import cloister.event.Exceptions;
import cloister.event.Rule;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * VT-x: whether the processor is in VMX operation, its current VMCS, entries into a guest and exits
 * out of it. What a guest does is asked for in {@link Intercepts}.
 */
public final class Vmx implements Virtualization {
  private static final int FEATURE = 1 << 5;

  /** VMX aborts (SDM 3, 27.7). */
  private static final int ABORT_STORING = 1;

  private static final int ABORT_LOADING = 4;
  private static final int LOCKED = 1;
  private static final int ENABLED = 1 << 2;

  private final Core core;
  private final Passages passages;
  private final RegisterLists lists;
  private final Entries entries;
  private final Intercepts intercepts;
  private final NestedAccess nestedAccess;

  private boolean on;
  private int region;
  private int current;
  private int featureControl;

  /** What is being delivered, as interruption information; 0 if nothing is. Not state. */
  private int delivering;

  private int deliveringErrorCode;

  /** INT3, INTO and INT1 are no INT n. Not state. */
  private int softwareType;

  private int debugReasons;

  /** Linear address of an operand in memory. Not state. */
  private int operand;

  public Vmx(Core core, Paging paging, ExceptionDelivery exceptions) {
    this.core = core;
    passages = new Passages(core, paging);
    lists = new RegisterLists(core);
    entries = new Entries(core, this, passages, lists, exceptions);
    nestedAccess = new NestedAccess(core, this);
    intercepts = new Intercepts(core, this);
  }

  /** Who executes its instructions. */
  public Group instructions(Operands operands) {
    return new VmxInstructions(core, operands, this);
  }

  public boolean isOn() {
    return on;
  }

  /** Physical address of the region that VMXON was given. */
  int region() {
    return region;
  }

  /** Physical address of the current VMCS, or {@link Vmcs#NONE}. */
  public int current() {
    return current;
  }

  void setCurrent(int address) {
    current = address;
  }

  Vmcs vmcs() {
    return new Vmcs(core.memory, current);
  }

  Vmcs vmcs(int address) {
    return new Vmcs(core.memory, address);
  }

  /** CR0, CR4 and IA32_FEATURE_CONTROL are as VMXON wants them. */
  boolean mayTurnOn() {
    boolean allowed = (featureControl & (LOCKED | ENABLED)) == (LOCKED | ENABLED);
    return allowed && (core.cr0 & Controls.CR0_FIXED) == Controls.CR0_FIXED;
  }

  void turnOn(int address) {
    on = true;
    region = address;
    current = Vmcs.NONE;
  }

  void turnOff() {
    on = false;
    current = Vmcs.NONE;
  }

  @Override
  public int cpuidBits() {
    return FEATURE;
  }

  @Override
  public int control4() {
    return Controls.CR4_VMXE;
  }

  @Override
  public boolean allowsControl(int register, int value) {
    if (!on) {
      return true;
    }
    boolean free = core.nonRoot && new EntryChecks(core, vmcs()).isUnrestricted();
    int fixed0 = free ? Controls.CR0_FIXED_UNRESTRICTED : Controls.CR0_FIXED;
    int fixed = register == 0 ? fixed0 : Controls.CR4_VMXE;
    return (value & fixed) == fixed;
  }

  @Override
  public boolean readsRegister(int number) {
    int control4 = core.features.control4() | Controls.CR4_VMXE;
    boolean features = number == Controls.FEATURE_CONTROL;
    long value = features ? featureControl : Controls.capability(number, control4);
    if (value != -1) {
      core.general[Core.EAX] = (int) value;
      core.general[Core.EDX] = (int) (value >> 32);
    }
    return value != -1;
  }

  @Override
  public boolean writesRegister(int number, int low, int high) {
    boolean good =
        number == Controls.FEATURE_CONTROL
            && (featureControl & LOCKED) == 0
            && (low & ~(LOCKED | ENABLED)) == 0
            && high == 0;
    if (good) {
      featureControl = low;
    }
    return good;
  }

  /** See {@link Entries#enter}. */
  int enter(boolean launches) {
    return entries.enter(launches);
  }

  void loadHost(Vmcs vmcs) {
    passages.loadHost(vmcs);
    if (lists.load(vmcs, VmcsField.EXIT_LOAD_COUNT, VmcsField.EXIT_LOAD_ADDRESS) != 0) {
      abort(vmcs, ABORT_LOADING);
    }
  }

  private void abort(Vmcs vmcs, int reason) {
    vmcs.setAbort(reason);
    core.shutDown = true;
  }

  /** What is delivered next is of such a type, if it is software's. */
  void delivers(int type) {
    softwareType = type;
  }

  @Override
  public void ask(int reason, int qualification) {
    if (reason == EXCEPTION) {
      boolean privileged = qualification == Exceptions.DB;
      softwareType = privileged ? EventInfo.PRIVILEGED_SOFTWARE : EventInfo.SOFTWARE_EXCEPTION;
      if (intercepts.takesException(qualification, Fault.NO_ERROR_CODE)) {
        throw exit(EXCEPTION, qualification);
      }
    } else if (intercepts.takes(reason)) {
      throw exit(reason, qualification);
    }
  }

  @Override
  public void askTable(int reason, int[] code, int at) {
    if (intercepts.takes(reason)) {
      vmcs().set(VmcsField.EXIT_INSTRUCTION, OperandInfo.of(code, at));
      throw exit(reason, code[at + Slot.DISPLACEMENT]);
    }
  }

  /** An instruction of VT-x: a guest may do none of them. */
  Fault exitFor(int reason, int[] code, int at) {
    if (OperandInfo.isThere(code, at)) {
      vmcs().set(VmcsField.EXIT_INSTRUCTION, OperandInfo.of(code, at));
    }
    return exit(reason, code[at + Slot.DISPLACEMENT]);
  }

  @Override
  public int control(int how, int register, int general, int value) {
    return intercepts.control(how, register, general, value);
  }

  @Override
  public int seenControl0() {
    return intercepts.seen(0);
  }

  @Override
  public void askPort(int port, int bytes, int form) {
    if (intercepts.takesPort(port, bytes)) {
      if ((form & PORT_STRING) != 0) {
        tellOperand();
      }
      throw exit(PORT, bytes - 1 | form | port << 16);
    }
  }

  @Override
  public void operandAt(int linear) {
    operand = linear;
  }

  /** Told where memory is the reason, or an operand in it. */
  void tellOperand() {
    vmcs().set(VmcsField.GUEST_LINEAR, operand);
  }

  @Override
  public void shiftTime() {
    intercepts.shiftTime();
  }

  @Override
  public void delivers(int vector, boolean external, boolean software, int errorCode) {
    int type = EventInfo.HARDWARE;
    if (software) {
      type = softwareType != 0 ? softwareType : EventInfo.SOFTWARE_INTERRUPT;
    } else if (external) {
      type = vector == Exceptions.NMI ? EventInfo.NMI : EventInfo.EXTERNAL;
    }
    softwareType = 0;
    boolean hasCode = errorCode != Fault.NO_ERROR_CODE;
    delivering = EventInfo.of(vector, type) | (hasCode ? EventInfo.HAS_ERROR_CODE : 0);
    deliveringErrorCode = errorCode;
  }

  @Override
  public void delivered() {
    delivering = 0;
  }

  @Override
  public boolean takesPageFault(int errorCode, int linear) {
    return intercepts.takesException(Exceptions.PF, errorCode);
  }

  @Override
  public boolean takesDebug(int reasons) {
    debugReasons = reasons;
    return intercepts.takesException(Exceptions.DB, Fault.NO_ERROR_CODE);
  }

  /** Thrown in place of an intercepted instruction, with its reason and qualification. */
  Fault exit(int reason, int qualification) {
    return core.fault(EXIT, Fault.NO_ERROR_CODE, Rule.NOT_SUPPORTED, reason, qualification, 0);
  }

  @Override
  public boolean takes(Fault refused) {
    if (refused.vector() == EXIT) {
      leaveFor(refused);
      return true;
    }
    boolean taken = intercepts.takesException(refused.vector(), refused.errorCode());
    if (taken) {
      leaveForException(refused);
    }
    delivering = 0;
    softwareType = 0;
    return taken;
  }

  private void leaveFor(Fault refused) {
    int reason = refused.first();
    boolean memory = reason == EPT_VIOLATION || reason == EPT_MISCONFIGURATION;
    if (reason == EXCEPTION) {
      int info = EventInfo.of(refused.second(), softwareType);
      vmcs().set(VmcsField.EXIT_INTERRUPTION, info);
      leave(EXCEPTION, 0, length(), 0);
      return;
    }
    vmcs().set(VmcsField.EXIT_INTERRUPTION, 0);
    leave(reason, refused.second(), memory ? lengthOfDelivery() : length(), memory ? Eflags.RF : 0);
  }

  private int length() {
    return core.nextEip - core.eip;
  }

  private int lengthOfDelivery() {
    return EventInfo.isSoftware(EventInfo.type(delivering)) ? length() : 0;
  }

  private void leaveForException(Fault refused) {
    int vector = refused.vector();
    boolean hasCode = refused.errorCode() != Fault.NO_ERROR_CODE && core.protectedMode();
    Vmcs vmcs = vmcs();
    int info = EventInfo.of(vector, EventInfo.HARDWARE);
    vmcs.set(VmcsField.EXIT_INTERRUPTION, info | (hasCode ? EventInfo.HAS_ERROR_CODE : 0));
    vmcs.set(VmcsField.EXIT_ERROR_CODE, hasCode ? refused.errorCode() : 0);
    if (vector == Exceptions.DF) {
      delivering = 0;
    }
    int qualification =
        switch (vector) {
          case Exceptions.PF -> refused.first();
          case Exceptions.DB -> debugReasons;
          default -> 0;
        };
    boolean trap = vector == Exceptions.DB;
    leave(EXCEPTION, qualification, lengthOfDelivery(), trap ? 0 : Eflags.RF);
  }

  @Override
  public boolean takesTripleFault() {
    delivering = 0;
    vmcs().set(VmcsField.EXIT_INTERRUPTION, 0);
    leave(TRIPLE_FAULT, 0, 0, Eflags.RF);
    return true;
  }

  @Override
  public boolean arrives() {
    Vmcs vmcs = vmcs();
    boolean shadowed = core.interruptShadow;
    if (core.nmiPending
        && !core.nmiBlocked
        && !shadowed
        && vmcs.has(VmcsField.PIN_CONTROLS, Controls.NMI_EXITING)) {
      core.nmiPending = false;
      core.nmiBlocked = false;
      vmcs.set(VmcsField.EXIT_INTERRUPTION, EventInfo.of(Exceptions.NMI, EventInfo.NMI));
      leave(EXCEPTION, 0, 0, 0);
      core.nmiBlocked = true;
      return true;
    }
    if (core.letsInterruptsIn()
        && vmcs.has(VmcsField.PROCESSOR_CONTROLS, Controls.INTERRUPT_WINDOW_EXITING)) {
      vmcs.set(VmcsField.EXIT_INTERRUPTION, 0);
      leave(INTERRUPT_WINDOW, 0, 0, 0);
      return true;
    }
    boolean interrupt =
        !shadowed
            && vmcs.has(VmcsField.PIN_CONTROLS, Controls.EXTERNAL_INTERRUPT_EXITING)
            && core.interrupts.raised();
    if (interrupt) {
      boolean acknowledges = vmcs.has(VmcsField.EXIT_CONTROLS, Controls.ACKNOWLEDGE);
      int info = acknowledges ? EventInfo.of(core.interrupts.acknowledge(), 0) : 0;
      vmcs.set(VmcsField.EXIT_INTERRUPTION, info);
      leave(EXTERNAL_INTERRUPT, 0, 0, 0);
    }
    return interrupt;
  }

  /**
   * Leaves the guest (SDM 3, chapter 27).
   *
   * @param length of the instruction, where one is the reason
   * @param resume RF, where the guest's instruction is begun again
   */
  private void leave(int reason, int qualification, int length, int resume) {
    Vmcs vmcs = vmcs();
    vmcs.set(VmcsField.EXIT_REASON, reason);
    vmcs.set(VmcsField.EXIT_QUALIFICATION, qualification);
    vmcs.set(VmcsField.EXIT_LENGTH, length);
    vmcs.set(VmcsField.VECTORING, delivering);
    boolean hasCode = (delivering & EventInfo.HAS_ERROR_CODE) != 0;
    vmcs.set(VmcsField.VECTORING_ERROR_CODE, hasCode ? deliveringErrorCode : 0);
    int entry = vmcs.get(VmcsField.ENTRY_INTERRUPTION);
    vmcs.set(VmcsField.ENTRY_INTERRUPTION, entry & ~EventInfo.VALID);
    delivering = 0;
    softwareType = 0;
    boolean shadowed = core.interruptShadow || core.shadowed;
    passages.saveGuest(vmcs, core.flags.eflags() | resume, shadowed);
    if (lists.store(vmcs)) {
      loadHost(vmcs);
    } else {
      abort(vmcs, ABORT_STORING);
    }
  }

  @Override
  public int physical(int guestPhysical, int access, int linear, boolean walking) {
    return nestedAccess.physical(guestPhysical, access, linear, walking);
  }

  @Override
  public int allowed() {
    return nestedAccess.allowed();
  }

  @Override
  public int peek(int guestPhysical) {
    return nestedAccess.peek(guestPhysical);
  }

  @Override
  public void reset() {
    on = false;
    region = 0;
    current = Vmcs.NONE;
    featureControl = 0;
    core.setNonRoot(false, false);
  }

  @Override
  public void save(StateWriter out) {
    out.writeBoolean(on);
    out.writeInt(region);
    out.writeInt(current);
    out.writeInt(featureControl);
    out.writeBoolean(core.nonRoot);
    out.writeBoolean(core.nested);
    out.writeBoolean(core.shadowOfStack);
  }

  @Override
  public void load(StateReader in) {
    on = in.readBoolean();
    region = in.readInt();
    current = in.readInt();
    featureControl = in.readInt();
    boolean nonRoot = in.readBoolean();
    core.setNonRoot(nonRoot, in.readBoolean());
    core.shadowOfStack = in.readBoolean();
  }
}

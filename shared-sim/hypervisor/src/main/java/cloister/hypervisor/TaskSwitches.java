package cloister.hypervisor;

import cloister.cpu.Cpu;
import cloister.cpu.core.Core;
import cloister.cpu.core.DebugRegisters;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Segments;
import cloister.cpu.seg.SegmentDescriptor;
import cloister.cpu.seg.Selector;
import cloister.cpu.vmx.Vmcs;
import cloister.cpu.vmx.VmcsField;

/**
 * Does a hardware task switch for a guest under VT-x, which the processor always leaves to the
 * hypervisor (SDM 3, 8.3 and 27.4.2): by JMP, CALL and IRET, and through task gates. The processor
 * has looked at the selector, and the descriptor's type and presence before. Up to the point where
 * the new task's state is loaded a refusal changes nothing; after it, it is the new task's.
 */
final class TaskSwitches {
  /** Who switches, in a qualification (SDM 3, table 27-2). */
  private static final int CALL = 0;

  private static final int RETURN = 1;
  private static final int JUMP = 2;
  private static final int GATE = 3;

  private static final int VALID = 1 << 31;
  private static final int WITH_ERROR_CODE = 1 << 11;

  /** Types of an event. */
  private static final int NMI = 2;

  private static final int EXCEPTION = 3;
  private static final int SOFTWARE = 4;

  private static final int NMI_BLOCKED = 1 << 3;
  private static final int DOUBLE_FAULT = 8;
  private static final int LOCAL_BREAKPOINTS = 0x155;
  private static final int BIG = 1 << 14;
  private static final int BUSY = 2;
  private static final int LINK_BYTES = 2;
  private static final int ALWAYS_ONE = 2;

  private final Cpu cpu;
  private final VtXGuest guest;
  private final Vmcs vmcs;
  private final GuestRegisters registers;
  private final SystemMemory memory;
  private final TaskSegmentLoads segments;
  private final int selector;
  private final int by;

  /** What was to be delivered through a task gate; 0 for none. */
  private final int event;

  private final int external;

  TaskSwitches(Cpu cpu, VtXGuest guest, Vmcs vmcs, GuestRegisters registers) {
    this.cpu = cpu;
    this.guest = guest;
    this.vmcs = vmcs;
    this.registers = registers;
    memory = new SystemMemory(guest);
    segments = new TaskSegmentLoads(vmcs, memory);
    int qualification = vmcs.get(VmcsField.EXIT_QUALIFICATION);
    selector = qualification & 0xFFFF;
    by = qualification >>> 30;
    event = by == GATE ? vmcs.get(VmcsField.VECTORING) : 0;
    external = by == GATE && type() < SOFTWARE ? 1 : 0;
  }

  private int type() {
    return event >>> 8 & 7;
  }

  private boolean isInstruction() {
    return by != GATE || type() >= SOFTWARE;
  }

  private boolean nests() {
    return by == CALL || by == GATE;
  }

  private boolean leaves() {
    return by == JUMP || by == RETURN;
  }

  Done run() {
    try {
      int at = descriptor(selector);
      SegmentDescriptor task = new SegmentDescriptor(memory.read32(at), memory.read32(at + 4));
      TaskImages image = TaskImages.of(task.type());
      check(task, image);
      int[] state = change(task, image);
      if (isInstruction()) {
        guest.passed(1);
      }
      boolean newDirectory = load(state, image);
      finish(state, image, newDirectory);
    } catch (GuestFault fault) {
      return refuse(fault);
    }
    return Done.EMULATED;
  }

  private int descriptor(int task) {
    return vmcs.get(VmcsField.GUEST_GDTR_BASE) + (task & 0xFFF8);
  }

  private TaskImages old() {
    return TaskImages.of(vmcs.get(VmcsField.GUEST_TR_RIGHTS));
  }

  private int oldTask() {
    return vmcs.get(VmcsField.GUEST_TR_SELECTOR);
  }

  private void check(SegmentDescriptor task, TaskImages image) throws GuestFault {
    int oldBase = vmcs.get(VmcsField.GUEST_TR_BASE);
    require(selector, task.limit(), image.last());
    require(oldTask(), vmcs.get(VmcsField.GUEST_TR_LIMIT), old().savedUpTo());
    int saved = old().savedUpTo() + 1 - old().savedFrom();
    memory.checkWrite(oldBase + old().savedFrom(), saved);
    memory.checkRead(task.base(), image.last() + 1);
    if (nests()) {
      memory.checkWrite(task.base(), LINK_BYTES);
    }
    if (leaves()) {
      memory.checkWrite(descriptor(oldTask()) + 5, 1);
    }
    if (by != RETURN) {
      memory.checkWrite(descriptor(selector) + 5, 1);
    }
  }

  private void require(int task, int limit, int last) throws GuestFault {
    if (Integer.compareUnsigned(limit, last) < 0) {
      throw GuestFault.of(GuestFault.INVALID_TASK, Selector.errorCode(task) | external);
    }
  }

  /** What is changed in memory, and TR. */
  private int[] change(SegmentDescriptor task, TaskImages image) throws GuestFault {
    int oldTask = oldTask();
    if (leaves()) {
      memory.mark(descriptor(oldTask) + 5, BUSY, false);
    }
    old().write(memory, vmcs.get(VmcsField.GUEST_TR_BASE), oldState());
    int[] state = image.read(memory, task.base());
    if (nests()) {
      memory.write16(task.base(), oldTask);
    }
    if (by != RETURN) {
      memory.mark(descriptor(selector) + 5, BUSY, true);
    }
    vmcs.set(VmcsField.GUEST_TR_SELECTOR, selector);
    vmcs.set(VmcsField.GUEST_TR_BASE, task.base());
    vmcs.set(VmcsField.GUEST_TR_LIMIT, task.limit());
    vmcs.set(VmcsField.GUEST_TR_RIGHTS, task.rights() >>> 8 | BUSY);
    return state;
  }

  private int[] oldState() {
    int[] state = new int[TaskImages.LDT];
    int flags = vmcs.get(VmcsField.GUEST_RFLAGS);
    boolean fault = type() == EXCEPTION && event != 0 && (event & 0xFF) != GuestFault.DEBUG;
    int length = isInstruction() ? vmcs.get(VmcsField.EXIT_LENGTH) : 0;
    state[TaskImages.EIP] = vmcs.get(VmcsField.GUEST_RIP) + length;
    state[TaskImages.EFLAGS] =
        fault ? flags | Eflags.RF : by == RETURN ? flags & ~Eflags.NT : flags;
    for (int i = 0; i < 8; i++) {
      int value = i == Core.ESP ? vmcs.get(VmcsField.GUEST_RSP) : registers.get(i);
      state[TaskImages.GENERAL + i] = value;
    }
    for (int i = 0; i < Segments.LDTR; i++) {
      state[TaskImages.SELECTORS + i] = vmcs.get(VmcsField.GUEST_ES_SELECTOR.after(i));
    }
    return state;
  }

  /**
   * Registers, without what needs a descriptor.
   *
   * @return whether CR3 is another one
   */
  private boolean load(int[] state, TaskImages image) {
    vmcs.set(VmcsField.GUEST_CR0, vmcs.get(VmcsField.GUEST_CR0) | Core.CR0_TS);
    vmcs.set(VmcsField.CR0_SHADOW, vmcs.get(VmcsField.CR0_SHADOW) | Core.CR0_TS);
    vmcs.set(VmcsField.GUEST_DR7, vmcs.get(VmcsField.GUEST_DR7) & ~LOCAL_BREAKPOINTS);
    for (int i = 0; i < 8; i++) {
      registers.set(i, state[TaskImages.GENERAL + i]);
    }
    vmcs.set(VmcsField.GUEST_RSP, state[TaskImages.GENERAL + Core.ESP]);
    vmcs.set(VmcsField.GUEST_RIP, state[TaskImages.EIP]);
    int flags = state[TaskImages.EFLAGS] & Eflags.DEFINED | ALWAYS_ONE;
    vmcs.set(VmcsField.GUEST_RFLAGS, nests() ? flags | Eflags.NT : flags);
    vmcs.set(VmcsField.GUEST_ACTIVITY, 0);
    vmcs.set(VmcsField.GUEST_PENDING_DEBUG, 0);
    int held = vmcs.get(VmcsField.GUEST_INTERRUPTIBILITY) & NMI_BLOCKED;
    held = by == RETURN ? 0 : held;
    boolean byNmi = event != 0 && type() == NMI;
    vmcs.set(VmcsField.GUEST_INTERRUPTIBILITY, byNmi ? NMI_BLOCKED : held);
    boolean pages = vmcs.get(VmcsField.GUEST_CR0) < 0;
    int directory = state[TaskImages.CR3];
    boolean other = image.wide() && pages && directory != vmcs.get(VmcsField.GUEST_CR3);
    if (other) {
      vmcs.set(VmcsField.GUEST_CR3, directory);
      guest.directoryChanged(directory);
    }
    return other;
  }

  /** From here on what goes wrong is an exception of the new task. */
  private void finish(int[] state, TaskImages image, boolean newDirectory) {
    segments.name(state);
    try {
      boolean wide = (vmcs.get(VmcsField.GUEST_CR4) & Core.CR4_PAE) != 0;
      if (newDirectory && wide && !new PaePointers(guest, vmcs).load()) {
        throw GuestFault.of(GuestFault.GENERAL_PROTECTION, 0);
      }
      segments.load(state, external);
      if ((event & WITH_ERROR_CODE) != 0) {
        push(image.wide() ? 4 : 2, vmcs.get(VmcsField.VECTORING_ERROR_CODE));
      }
      int limit = vmcs.get(VmcsField.GUEST_CS_LIMIT);
      if (Integer.compareUnsigned(limit, state[TaskImages.EIP]) < 0) {
        vmcs.set(VmcsField.GUEST_RSP, state[TaskImages.GENERAL + Core.ESP]);
        throw GuestFault.of(GuestFault.GENERAL_PROTECTION, external);
      }
      if ((state[TaskImages.TRAP] & 1) != 0) {
        cpu.reportDebug(DebugRegisters.BT);
        inject(GuestFault.DEBUG, GuestFault.NO_ERROR_CODE);
      }
    } catch (GuestFault fault) {
      refuse(fault);
    }
  }

  private void push(int bytes, int value) throws GuestFault {
    boolean big = (vmcs.get(VmcsField.GUEST_SS_RIGHTS) & BIG) != 0;
    int mask = big ? -1 : 0xFFFF;
    int pointer = vmcs.get(VmcsField.GUEST_RSP);
    int top = pointer - bytes & mask;
    StackBounds.check(vmcs, top, bytes);
    int linear = vmcs.get(VmcsField.GUEST_SS_BASE) + top;
    for (int i = 0; i < bytes; i++) {
      guest.reach(linear + i);
    }
    for (int i = 0; i < bytes; i++) {
      guest.write8(linear + i, value >>> 8 * i & 0xFF);
    }
    vmcs.set(VmcsField.GUEST_RSP, pointer & ~mask | top);
  }

  /** Two exceptions in a row become a double fault or a shutdown (SDM 3, table 7-5). */
  private Done refuse(GuestFault fault) {
    boolean second = event != 0 && type() == EXCEPTION;
    int first = event & 0xFF;
    if (second && first == DOUBLE_FAULT) {
      guest.stop(VirtualMachine.End.TRIPLE_FAULT);
      return Done.STOPPED;
    }
    if (fault.vector() == GuestFault.PAGE_FAULT) {
      registers.setCr2(fault.address());
    }
    GuestFault earlier = GuestFault.of(first, GuestFault.NO_ERROR_CODE);
    if (second && Interrupts.isDouble(earlier, fault)) {
      inject(DOUBLE_FAULT, 0);
    } else {
      inject(fault.vector(), fault.errorCode());
    }
    return Done.INJECTED;
  }

  private void inject(int vector, int errorCode) {
    boolean coded = errorCode != GuestFault.NO_ERROR_CODE;
    int info = VALID | EXCEPTION << 8 | vector | (coded ? WITH_ERROR_CODE : 0);
    vmcs.set(VmcsField.ENTRY_INTERRUPTION, info);
    vmcs.set(VmcsField.ENTRY_ERROR_CODE, coded ? errorCode : 0);
  }
}

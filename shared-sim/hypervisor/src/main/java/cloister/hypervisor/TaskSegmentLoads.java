package cloister.hypervisor;

import cloister.cpu.core.Segments;
import cloister.cpu.seg.SegmentDescriptor;
import cloister.cpu.seg.Selector;
import cloister.cpu.vmx.Vmcs;
import cloister.cpu.vmx.VmcsField;

/** Loads a VMCS's segment registers as a task begins with them (SDM 3, 8.3, table 8-1). */
final class TaskSegmentLoads {
  private static final int[] DATA = {Segments.DS, Segments.ES, Segments.FS, Segments.GS};
  private static final int UNUSABLE = 1 << 16;
  private static final int VIRTUAL_8086 = 1 << 17;
  private static final int VIRTUAL_RIGHTS = 0xF3;

  /** Rights stand eight bits lower in a VMCS than in a descriptor. */
  private static final int SHIFT = 8;

  private static final int ACCESSED = 1;

  /**
   * A code segment that nobody has loaded yet: an exception comes before anything in it is done.
   */
  private static final int ANY_CODE = 0x9B;

  private final Vmcs vmcs;
  private final SystemMemory memory;
  private int external;

  TaskSegmentLoads(Vmcs vmcs, SystemMemory memory) {
    this.vmcs = vmcs;
    this.memory = memory;
  }

  private boolean virtual() {
    return (vmcs.get(VmcsField.GUEST_RFLAGS) & VIRTUAL_8086) != 0;
  }

  /** The ring that the guest is in. */
  int ring() {
    return vmcs.get(VmcsField.GUEST_SS_RIGHTS) >>> 5 & 3;
  }

  /** Sets the ring and all selectors; what is not loaded afterwards cannot be used. */
  void name(int[] state) {
    int ring = virtual() ? 3 : Selector.rpl(state[TaskImages.SELECTORS + Segments.CS]);
    for (int register = Segments.ES; register <= Segments.GS; register++) {
      set(register, state[TaskImages.SELECTORS + register], 0, 0, UNUSABLE);
    }
    vmcs.set(VmcsField.GUEST_SS_RIGHTS, UNUSABLE | ring << 5);
    vmcs.set(VmcsField.GUEST_CS_RIGHTS, ANY_CODE | ring << 5);
    set(Segments.LDTR, state[TaskImages.LDT], 0, 0, UNUSABLE);
    if (virtual()) {
      for (int register = Segments.ES; register <= Segments.GS; register++) {
        int selector = state[TaskImages.SELECTORS + register];
        set(register, selector, selector << 4, 0xFFFF, VIRTUAL_RIGHTS);
      }
    }
  }

  /** Loads the registers that were named. */
  void load(int[] state, int externalBit) throws GuestFault {
    external = externalBit;
    loadLocalTable(state[TaskImages.LDT]);
    if (virtual()) {
      return;
    }
    loadStack(state[TaskImages.SELECTORS + Segments.SS]);
    for (int register : DATA) {
      loadData(register, state[TaskImages.SELECTORS + register]);
    }
    loadCode(state[TaskImages.SELECTORS + Segments.CS]);
  }

  private void loadLocalTable(int selector) throws GuestFault {
    if (Selector.isNull(selector)) {
      return;
    }
    if (Selector.inLocalTable(selector)) {
      throw refuse(selector);
    }
    SegmentDescriptor table = read(selector);
    if (!table.isLocalTable() || !table.present()) {
      throw refuse(selector);
    }
    set(Segments.LDTR, selector, table.base(), table.limit(), table.rights() >>> SHIFT);
  }

  private void loadStack(int selector) throws GuestFault {
    SegmentDescriptor stack = descriptor(selector);
    if (!stack.isWritableData()) {
      throw refuse(selector);
    }
    requirePresent(selector, stack, GuestFault.STACK_FAULT);
    if (stack.dpl() != ring() || Selector.rpl(selector) != ring()) {
      throw refuse(selector);
    }
    load(Segments.SS, selector, stack);
  }

  private void loadData(int register, int selector) throws GuestFault {
    if (Selector.isNull(selector)) {
      return;
    }
    SegmentDescriptor segment = descriptor(selector);
    int needed = Math.max(ring(), Selector.rpl(selector));
    boolean seen = segment.isConforming() || needed <= segment.dpl();
    if (!segment.isReadable() || !seen) {
      throw refuse(selector);
    }
    requirePresent(selector, segment, GuestFault.SEGMENT_NOT_PRESENT);
    load(register, selector, segment);
  }

  private void loadCode(int selector) throws GuestFault {
    SegmentDescriptor code = descriptor(selector);
    boolean fits = code.isConforming() ? code.dpl() <= ring() : code.dpl() == ring();
    if (!code.isCode() || !fits) {
      throw refuse(selector);
    }
    requirePresent(selector, code, GuestFault.SEGMENT_NOT_PRESENT);
    load(Segments.CS, selector, code);
  }

  private SegmentDescriptor descriptor(int selector) throws GuestFault {
    if (Selector.isNull(selector)) {
      throw refuse(selector);
    }
    return read(selector);
  }

  /** Where a selector's descriptor lies. */
  private int address(int selector) throws GuestFault {
    boolean local = Selector.inLocalTable(selector);
    boolean usable = (vmcs.get(VmcsField.GUEST_LDTR_RIGHTS) & UNUSABLE) == 0;
    int base = vmcs.get(local ? VmcsField.GUEST_LDTR_BASE : VmcsField.GUEST_GDTR_BASE);
    int limit = vmcs.get(local ? VmcsField.GUEST_LDTR_LIMIT : VmcsField.GUEST_GDTR_LIMIT);
    int offset = selector & 0xFFF8;
    if (local && !usable || Integer.compareUnsigned(offset + 7, limit) > 0) {
      throw refuse(selector);
    }
    return base + offset;
  }

  private SegmentDescriptor read(int selector) throws GuestFault {
    int address = address(selector);
    return new SegmentDescriptor(memory.read32(address), memory.read32(address + 4));
  }

  private void load(int register, int selector, SegmentDescriptor segment) throws GuestFault {
    int rights = segment.rights() >>> SHIFT;
    if ((rights & ACCESSED) == 0) {
      memory.mark(address(selector) + 5, ACCESSED, true);
    }
    set(register, selector, segment.base(), segment.limit(), rights | ACCESSED);
  }

  private void set(int register, int selector, int base, int limit, int rights) {
    vmcs.set(VmcsField.GUEST_ES_SELECTOR.after(register), selector);
    vmcs.set(VmcsField.GUEST_ES_BASE.after(register), base);
    vmcs.set(VmcsField.GUEST_ES_LIMIT.after(register), limit);
    vmcs.set(VmcsField.GUEST_ES_RIGHTS.after(register), rights);
  }

  private void requirePresent(int selector, SegmentDescriptor segment, int vector)
      throws GuestFault {
    if (!segment.present()) {
      throw GuestFault.of(vector, Selector.errorCode(selector) | external);
    }
  }

  private GuestFault refuse(int selector) {
    return GuestFault.of(GuestFault.INVALID_TASK, Selector.errorCode(selector) | external);
  }
}

package cloister.cpu.vmx;

import cloister.cpu.core.Core;
import cloister.cpu.core.DebugRegisters;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.ModelRegisters;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.cpu.paging.PageEntry;
import cloister.cpu.paging.Paging;

/** Moves the processor's registers to and from a VMCS (SDM 3, 26.3.2, 27.3 and 27.5). */
final class Passages {
  /** ET, NW, CD and the reserved bits of CR0 stay as they are (SDM 3, 26.3.2.1). */
  private static final int CR0_KEPT = 0x7FFAFFD0;

  private static final int HOST_TASK_LIMIT = 0x67;
  private static final int DR7_ON_EXIT = 0x400;
  private static final int FLAT_CODE =
      Rights.PRESENT
          | Rights.CODE_OR_DATA
          | Rights.CODE
          | Rights.READABLE_OR_WRITABLE
          | Rights.ACCESSED
          | Rights.BIG
          | Rights.GRANULARITY;
  private static final int FLAT_DATA = FLAT_CODE & ~Rights.CODE;
  private static final int BUSY_TASK = Rights.PRESENT | 11 << 8;

  private final Core core;
  private final Paging paging;

  Passages(Core core, Paging paging) {
    this.core = core;
    this.paging = paging;
  }

  void loadGuest(Vmcs vmcs, boolean nested) {
    core.cr0 = core.cr0 & CR0_KEPT | vmcs.get(VmcsField.GUEST_CR0) & ~CR0_KEPT;
    core.cr3 = vmcs.get(VmcsField.GUEST_CR3);
    core.cr4 = vmcs.get(VmcsField.GUEST_CR4);
    if (vmcs.has(VmcsField.ENTRY_CONTROLS, Controls.LOAD_DEBUG)) {
      core.setDebugRegister(7, vmcs.get(VmcsField.GUEST_DR7));
    }
    ModelRegisters model = core.model;
    model.sysenterCs = vmcs.get(VmcsField.GUEST_SYSENTER_CS);
    model.sysenterEsp = vmcs.get(VmcsField.GUEST_SYSENTER_ESP);
    model.sysenterEip = vmcs.get(VmcsField.GUEST_SYSENTER_EIP);
    if (vmcs.has(VmcsField.ENTRY_CONTROLS, Controls.LOAD_PAT)) {
      model.patLow = vmcs.get(VmcsField.GUEST_PAT);
      model.patHigh = vmcs.high(VmcsField.GUEST_PAT);
    }
    if (vmcs.has(VmcsField.ENTRY_CONTROLS, Controls.LOAD_EFER)) {
      model.efer = vmcs.get(VmcsField.GUEST_EFER);
    }
    core.gdtBase = vmcs.get(VmcsField.GUEST_GDTR_BASE);
    core.gdtLimit = vmcs.get(VmcsField.GUEST_GDTR_LIMIT);
    core.idtBase = vmcs.get(VmcsField.GUEST_IDTR_BASE);
    core.idtLimit = vmcs.get(VmcsField.GUEST_IDTR_LIMIT);
    SegmentFields.load(vmcs, core.segments);
    core.general[Core.ESP] = vmcs.get(VmcsField.GUEST_RSP);
    core.nextEip = vmcs.get(VmcsField.GUEST_RIP);
    core.flags.setEflags(vmcs.get(VmcsField.GUEST_RFLAGS));
    int held = vmcs.get(VmcsField.GUEST_INTERRUPTIBILITY);
    core.interruptShadow = (held & 3) != 0;
    core.shadowOfStack = (held & 2) != 0;
    core.nmiBlocked = (held & 8) != 0;
    core.halted = vmcs.get(VmcsField.GUEST_ACTIVITY) == 1;
    core.setNonRoot(true, nested);
    paging.dropForGuest();
    core.setCpl(core.virtual8086() ? 3 : vmcs.get(VmcsField.GUEST_SS_RIGHTS) >>> 5 & 3);
    if (pagesWide()) {
      loadPointers(vmcs, nested);
    }
  }

  private boolean pagesWide() {
    return core.paging() && core.wideEntries();
  }

  private void loadPointers(Vmcs vmcs, boolean nested) {
    if (nested) {
      for (int i = 0; i < 4; i++) {
        paging.pointers().set(i, vmcs.get(pointer(i)));
      }
    } else {
      paging.loadPointers(core.cr3);
    }
  }

  private static VmcsField pointer(int index) {
    return VmcsField.GUEST_PDPTE_0.after(index);
  }

  /** False for a pointer-table entry with reserved bits, when the guest's paging is PAE. */
  static boolean soundPointers(Core core, Vmcs vmcs, boolean nested) {
    boolean pages = vmcs.get(VmcsField.GUEST_CR0) < 0;
    if (!pages || (vmcs.get(VmcsField.GUEST_CR4) & Core.CR4_PAE) == 0) {
      return true;
    }
    int table = vmcs.get(VmcsField.GUEST_CR3) & ~31;
    for (int i = 0; i < 4; i++) {
      int low = nested ? vmcs.get(pointer(i)) : core.memory.read32(table + 8 * i);
      int high = nested ? vmcs.high(pointer(i)) : core.memory.read32(table + 8 * i + 4);
      if (PageEntry.has(low, PageEntry.PRESENT) && ((low & 0x1E6) != 0 || high != 0)) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param flags as they are to be saved
   * @param shadowed STI or MOV SS held interrupts off
   */
  void saveGuest(Vmcs vmcs, int flags, boolean shadowed) {
    vmcs.set(VmcsField.GUEST_CR0, core.cr0);
    vmcs.set(VmcsField.GUEST_CR3, core.cr3);
    vmcs.set(VmcsField.GUEST_CR4, core.cr4);
    if (vmcs.has(VmcsField.EXIT_CONTROLS, Controls.SAVE_DEBUG)) {
      vmcs.set(VmcsField.GUEST_DR7, core.debug.read(7));
      vmcs.set(VmcsField.GUEST_DEBUGCTL, 0);
      vmcs.setHigh(VmcsField.GUEST_DEBUGCTL, 0);
    }
    ModelRegisters model = core.model;
    vmcs.set(VmcsField.GUEST_SYSENTER_CS, model.sysenterCs);
    vmcs.set(VmcsField.GUEST_SYSENTER_ESP, model.sysenterEsp);
    vmcs.set(VmcsField.GUEST_SYSENTER_EIP, model.sysenterEip);
    if (vmcs.has(VmcsField.EXIT_CONTROLS, Controls.SAVE_PAT)) {
      vmcs.set(VmcsField.GUEST_PAT, model.patLow);
      vmcs.setHigh(VmcsField.GUEST_PAT, model.patHigh);
    }
    if (vmcs.has(VmcsField.EXIT_CONTROLS, Controls.SAVE_EFER)) {
      vmcs.set(VmcsField.GUEST_EFER, model.efer);
    }
    vmcs.set(VmcsField.GUEST_GDTR_BASE, core.gdtBase);
    vmcs.set(VmcsField.GUEST_GDTR_LIMIT, core.gdtLimit);
    vmcs.set(VmcsField.GUEST_IDTR_BASE, core.idtBase);
    vmcs.set(VmcsField.GUEST_IDTR_LIMIT, core.idtLimit);
    SegmentFields.save(vmcs, core.segments, core.cpl);
    vmcs.set(VmcsField.GUEST_RSP, core.general[Core.ESP]);
    vmcs.set(VmcsField.GUEST_RIP, core.eip);
    vmcs.set(VmcsField.GUEST_RFLAGS, flags);
    int shadow = !shadowed ? 0 : core.shadowOfStack ? 2 : 1;
    vmcs.set(VmcsField.GUEST_INTERRUPTIBILITY, shadow | (core.nmiBlocked ? 8 : 0));
    vmcs.set(VmcsField.GUEST_ACTIVITY, core.halted ? 1 : 0);
    boolean waits = shadow != 0 || core.halted;
    boolean steps = waits && (flags & Eflags.TF) != 0;
    vmcs.set(VmcsField.GUEST_PENDING_DEBUG, steps ? DebugRegisters.BS : 0);
    if (core.nested && pagesWide()) {
      for (int i = 0; i < 4; i++) {
        vmcs.set(pointer(i), paging.pointers().low(i));
        vmcs.setHigh(pointer(i), 0);
      }
    }
  }

  void loadHost(Vmcs vmcs) {
    core.setNonRoot(false, false);
    core.cr0 = core.cr0 & CR0_KEPT | vmcs.get(VmcsField.HOST_CR0) & ~CR0_KEPT;
    core.cr3 = vmcs.get(VmcsField.HOST_CR3);
    core.cr4 = vmcs.get(VmcsField.HOST_CR4);
    core.setDebugRegister(7, DR7_ON_EXIT);
    ModelRegisters model = core.model;
    model.sysenterCs = vmcs.get(VmcsField.HOST_SYSENTER_CS);
    model.sysenterEsp = vmcs.get(VmcsField.HOST_SYSENTER_ESP);
    model.sysenterEip = vmcs.get(VmcsField.HOST_SYSENTER_EIP);
    if (vmcs.has(VmcsField.EXIT_CONTROLS, Controls.LOAD_HOST_PAT)) {
      model.patLow = vmcs.get(VmcsField.HOST_PAT);
      model.patHigh = vmcs.high(VmcsField.HOST_PAT);
    }
    if (vmcs.has(VmcsField.EXIT_CONTROLS, Controls.LOAD_HOST_EFER)) {
      model.efer = vmcs.get(VmcsField.HOST_EFER);
    }
    Segments segments = core.segments;
    flat(segments, Segments.CS, vmcs.get(VmcsField.HOST_CS_SELECTOR), FLAT_CODE, 0);
    flat(segments, Segments.SS, vmcs.get(VmcsField.HOST_SS_SELECTOR), FLAT_DATA, 0);
    flat(segments, Segments.DS, vmcs.get(VmcsField.HOST_DS_SELECTOR), FLAT_DATA, 0);
    flat(segments, Segments.ES, vmcs.get(VmcsField.HOST_ES_SELECTOR), FLAT_DATA, 0);
    int fs = vmcs.get(VmcsField.HOST_FS_BASE);
    flat(segments, Segments.FS, vmcs.get(VmcsField.HOST_FS_SELECTOR), FLAT_DATA, fs);
    int gs = vmcs.get(VmcsField.HOST_GS_BASE);
    flat(segments, Segments.GS, vmcs.get(VmcsField.HOST_GS_SELECTOR), FLAT_DATA, gs);
    int task = vmcs.get(VmcsField.HOST_TR_SELECTOR);
    segments.set(Segments.TR, task, vmcs.get(VmcsField.HOST_TR_BASE), HOST_TASK_LIMIT, BUSY_TASK);
    segments.setNull(Segments.LDTR, 0);
    core.gdtBase = vmcs.get(VmcsField.HOST_GDTR_BASE);
    core.gdtLimit = 0xFFFF;
    core.idtBase = vmcs.get(VmcsField.HOST_IDTR_BASE);
    core.idtLimit = 0xFFFF;
    core.general[Core.ESP] = vmcs.get(VmcsField.HOST_RSP);
    core.eip = vmcs.get(VmcsField.HOST_RIP);
    core.nextEip = core.eip;
    core.flags.setEflags(Eflags.RESERVED_ONE);
    core.setCpl(0);
    core.interruptShadow = false;
    core.noSingleStep = true;
    core.halted = false;
    core.pendingVector = Core.NOTHING_PENDING;
    core.pendingErrorCode = -1;
    paging.dropForGuest();
    if (pagesWide()) {
      paging.loadPointers(core.cr3);
    }
  }

  /** All of linear memory but for a base; not usable where the selector is null. */
  private static void flat(Segments segments, int register, int selector, int rights, int base) {
    if (selector == 0) {
      segments.setNull(register, 0);
    } else {
      segments.set(register, selector, base, -1, rights);
    }
  }
}

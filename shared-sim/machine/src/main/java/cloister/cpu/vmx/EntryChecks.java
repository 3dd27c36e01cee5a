package cloister.cpu.vmx;

import cloister.cpu.core.Core;
import cloister.cpu.core.DebugRegisters;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.ModelRegisters;

/** What a VM entry looks at before it changes anything (SDM 3, 26.2 and 26.3). */
final class EntryChecks {
  /** Good, and the VM-instruction errors of what is not (table 30-1). */
  static final int GOOD = 0;

  static final int BAD_CONTROLS = 7;
  static final int BAD_HOST = 8;

  private static final int HOST_SELECTORS = 7;
  private static final int IN_PAGE = Vmcs.BYTES - 1;

  /** Vectors that push an error code. */
  private static final int WITH_ERROR_CODE = 1 << 8 | 0x1F << 10 & ~(1 << 15) | 1 << 17;

  /** Breakpoints, that one of them was enabled, and the single step. */
  static final int PENDING_DEBUG = 0xF | 1 << 12 | DebugRegisters.BS;

  private final Core core;
  private final Vmcs vmcs;

  EntryChecks(Core core, Vmcs vmcs) {
    this.core = core;
    this.vmcs = vmcs;
  }

  int controlsAndHost() {
    return !controls() ? BAD_CONTROLS : !host() ? BAD_HOST : GOOD;
  }

  private boolean controls() {
    return Controls.Group.PIN.allows(vmcs)
        && Controls.Group.PROCESSOR.allows(vmcs)
        && secondary()
        && Controls.Group.EXIT.allows(vmcs)
        && Controls.Group.ENTRY.allows(vmcs)
        && Integer.compareUnsigned(vmcs.get(VmcsField.CR3_TARGET_COUNT), Controls.CR3_TARGETS) <= 0
        && bitmaps()
        && RegisterLists.lieRightly(vmcs)
        && injection();
  }

  private boolean secondary() {
    if (!vmcs.has(VmcsField.PROCESSOR_CONTROLS, Controls.SECONDARY)) {
      return true;
    }
    boolean nested = vmcs.has(VmcsField.SECONDARY_CONTROLS, Controls.EPT);
    boolean unrestricted = vmcs.has(VmcsField.SECONDARY_CONTROLS, Controls.UNRESTRICTED);
    return Controls.Group.SECOND.allows(vmcs)
        && (!nested || isPointer(vmcs.get(VmcsField.EPT_POINTER), vmcs.high(VmcsField.EPT_POINTER)))
        && (!vmcs.has(VmcsField.SECONDARY_CONTROLS, Controls.VPID) || vmcs.get(VmcsField.VPID) != 0)
        && (nested || !unrestricted);
  }

  /** Whether it may be an EPT pointer. */
  static boolean isPointer(int pointer, int high) {
    int type = pointer & 7;
    boolean fourLevels = (pointer >>> 3 & 7) == 3;
    boolean plain = (pointer & 0xFC0) == 0;
    boolean knownType = type == 0 || type == 6;
    return knownType && fourLevels && plain && high == 0;
  }

  private boolean bitmaps() {
    boolean ports = vmcs.has(VmcsField.PROCESSOR_CONTROLS, Controls.PORT_BITMAPS);
    boolean registers = vmcs.has(VmcsField.PROCESSOR_CONTROLS, Controls.REGISTER_BITMAPS);
    return (!ports || isPage(VmcsField.PORT_BITMAP_A) && isPage(VmcsField.PORT_BITMAP_B))
        && (!registers || isPage(VmcsField.REGISTER_BITMAP));
  }

  private boolean isPage(VmcsField field) {
    return (vmcs.get(field) & IN_PAGE) == 0 && vmcs.high(field) == 0;
  }

  private boolean injection() {
    int info = vmcs.get(VmcsField.ENTRY_INTERRUPTION);
    if (!EventInfo.isValid(info)) {
      return true;
    }
    int type = EventInfo.type(info);
    int vector = EventInfo.vector(info);
    boolean protectedMode = !isUnrestricted() || (guest(VmcsField.GUEST_CR0) & Core.CR0_PE) != 0;
    boolean pushes =
        type == EventInfo.HARDWARE && (WITH_ERROR_CODE >>> vector & 1) != 0 && protectedMode;
    boolean hasCode = (info & EventInfo.HAS_ERROR_CODE) != 0;
    boolean known =
        switch (type) {
          case EventInfo.NMI -> vector == 2;
          case EventInfo.HARDWARE -> vector < 32;
          case 1, 7 -> false;
          default -> true;
        };
    int length = vmcs.get(VmcsField.ENTRY_LENGTH);
    return known
        && (info & EventInfo.RESERVED) == 0
        && pushes == hasCode
        && (!hasCode || (vmcs.get(VmcsField.ENTRY_ERROR_CODE) & 0xFFFF8000) == 0)
        && (!EventInfo.isSoftware(type) || length >= 1 && length <= 15);
  }

  private boolean host() {
    int cr4 = guest(VmcsField.HOST_CR4);
    return (guest(VmcsField.HOST_CR0) & Controls.CR0_FIXED) == Controls.CR0_FIXED
        && (cr4 & Controls.CR4_VMXE) != 0
        && (cr4 & ~control4()) == 0
        && selectors()
        && (!exits(Controls.LOAD_HOST_PAT) || isPat(VmcsField.HOST_PAT))
        && (!exits(Controls.LOAD_HOST_EFER) || isEfer(VmcsField.HOST_EFER));
  }

  private boolean selectors() {
    for (int i = 0; i < HOST_SELECTORS; i++) {
      if ((vmcs.get(VmcsField.HOST_ES_SELECTOR.after(i)) & 7) != 0) {
        return false;
      }
    }
    return vmcs.get(VmcsField.HOST_CS_SELECTOR) != 0
        && vmcs.get(VmcsField.HOST_SS_SELECTOR) != 0
        && vmcs.get(VmcsField.HOST_TR_SELECTOR) != 0;
  }

  private boolean exits(int control) {
    return vmcs.has(VmcsField.EXIT_CONTROLS, control);
  }

  private boolean enters(int control) {
    return vmcs.has(VmcsField.ENTRY_CONTROLS, control);
  }

  private int control4() {
    return core.features.control4() | Controls.CR4_VMXE;
  }

  private int guest(VmcsField field) {
    return vmcs.get(field);
  }

  boolean isUnrestricted() {
    return vmcs.has(VmcsField.PROCESSOR_CONTROLS, Controls.SECONDARY)
        && vmcs.has(VmcsField.SECONDARY_CONTROLS, Controls.UNRESTRICTED);
  }

  /** Control registers, flags and the words that belong to no segment. */
  boolean guestRegisters() {
    int cr0 = guest(VmcsField.GUEST_CR0);
    int cr4 = guest(VmcsField.GUEST_CR4);
    int fixed = isUnrestricted() ? Controls.CR0_FIXED_UNRESTRICTED : Controls.CR0_FIXED;
    boolean protectedMode = (cr0 & Core.CR0_PE) != 0;
    return (cr0 & fixed) == fixed
        && (cr0 >= 0 || protectedMode)
        && (cr4 & Controls.CR4_VMXE) != 0
        && (cr4 & ~control4()) == 0
        && (!enters(Controls.LOAD_DEBUG) || debugControl())
        && (!enters(Controls.LOAD_PAT) || isPat(VmcsField.GUEST_PAT))
        && (!enters(Controls.LOAD_EFER) || isEfer(VmcsField.GUEST_EFER))
        && (guest(VmcsField.GUEST_GDTR_LIMIT) & 0xFFFF0000) == 0
        && (guest(VmcsField.GUEST_IDTR_LIMIT) & 0xFFFF0000) == 0
        && flags(protectedMode);
  }

  private boolean debugControl() {
    return guest(VmcsField.GUEST_DEBUGCTL) == 0 && vmcs.high(VmcsField.GUEST_DEBUGCTL) == 0;
  }

  private boolean flags(boolean protectedMode) {
    int flags = guest(VmcsField.GUEST_RFLAGS);
    int info = guest(VmcsField.ENTRY_INTERRUPTION);
    boolean interrupt = EventInfo.isValid(info) && EventInfo.type(info) == EventInfo.EXTERNAL;
    return (flags & ~(Eflags.DEFINED | Eflags.VIF_VIP)) == 0
        && (flags & Eflags.RESERVED_ONE) != 0
        && ((flags & Eflags.VM) == 0 || protectedMode)
        && (!interrupt || (flags & Eflags.IF) != 0);
  }

  /** Activity and what holds interrupts off (SDM 3, 26.3.1.5). */
  boolean guestActivity() {
    int activity = guest(VmcsField.GUEST_ACTIVITY);
    int held = guest(VmcsField.GUEST_INTERRUPTIBILITY);
    int shadow = held & 3;
    int info = guest(VmcsField.ENTRY_INTERRUPTION);
    int type = EventInfo.isValid(info) ? EventInfo.type(info) : -1;
    int rights = guest(VmcsField.GUEST_SS_RIGHTS);
    boolean halted = activity == 1;
    boolean wakes =
        type == EventInfo.EXTERNAL
            || type == EventInfo.NMI
            || type == EventInfo.HARDWARE
                && (EventInfo.vector(info) == 1 || EventInfo.vector(info) == 18);
    boolean enabled = (guest(VmcsField.GUEST_RFLAGS) & Eflags.IF) != 0;
    return activity >= 0
        && activity <= 1
        && (!halted || (rights >>> 5 & 3) == 0)
        && (!halted || shadow == 0)
        && (!halted || type < 0 || wakes)
        && (held & ~0xB) == 0
        && shadow != 3
        && (enabled || (held & 1) == 0)
        && (type != EventInfo.EXTERNAL || shadow == 0)
        && (type != EventInfo.NMI || (held & 2) == 0)
        && pendingDebug(halted || shadow != 0);
  }

  /** BS goes with TF where a single step would have to wait. */
  private boolean pendingDebug(boolean waits) {
    int pending = guest(VmcsField.GUEST_PENDING_DEBUG);
    boolean step = (pending & DebugRegisters.BS) != 0;
    boolean traps = (guest(VmcsField.GUEST_RFLAGS) & Eflags.TF) != 0;
    return (pending & ~PENDING_DEBUG) == 0 && (!waits || step == traps);
  }

  /** No link, or another VMCS. */
  boolean linkPointer() {
    int link = guest(VmcsField.LINK_POINTER);
    int high = vmcs.high(VmcsField.LINK_POINTER);
    return link == -1 && high == -1
        || high == 0
            && (link & IN_PAGE) == 0
            && link != vmcs.address()
            && core.memory.read32(link) == Vmcs.REVISION;
  }

  private boolean isPat(VmcsField field) {
    return areTypes(vmcs.get(field)) && areTypes(vmcs.high(field));
  }

  /** The memory types 0, 1, 4, 5, 6 and 7 (SDM 3, 13.12.2). */
  private static boolean areTypes(int word) {
    for (int shift = 0; shift < 32; shift += 8) {
      int type = word >>> shift & 0xFF;
      if (type > 7 || type == 2 || type == 3) {
        return false;
      }
    }
    return true;
  }

  private boolean isEfer(VmcsField field) {
    int known = core.features.noExecute() ? ModelRegisters.EFER_NXE : 0;
    return (vmcs.get(field) & ~known) == 0 && vmcs.high(field) == 0;
  }
}

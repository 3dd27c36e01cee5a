package cloister.cpu.vmx;

import cloister.cpu.core.Core;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Virtualization;
import cloister.cpu.paging.Paging;

/** A guest's physical addresses on their way to memory, by EPT (SDM 3, 28.2). */
final class NestedAccess {
  private final Core core;
  private final Vmx vmx;
  private final NestedTables tables;

  NestedAccess(Core core, Vmx vmx) {
    this.core = core;
    this.vmx = vmx;
    tables = new NestedTables(core.memory);
  }

  /** See {@link Virtualization#physical}. */
  int physical(int guestPhysical, int access, int linear, boolean walking) {
    Vmcs vmcs = vmx.vmcs();
    if (!tables.allows(vmcs.get(VmcsField.EPT_POINTER), guestPhysical, access)) {
      throw refusal(vmcs, guestPhysical, access, linear, walking);
    }
    return tables.physical(guestPhysical);
  }

  private Fault refusal(Vmcs vmcs, int guestPhysical, int access, int linear, boolean walking) {
    vmcs.set(VmcsField.GUEST_PHYSICAL, guestPhysical);
    vmcs.setHigh(VmcsField.GUEST_PHYSICAL, 0);
    vmcs.set(VmcsField.GUEST_LINEAR, linear);
    int translated = walking ? 0 : 1 << 8;
    boolean violation = tables.problem() == Virtualization.EPT_VIOLATION;
    int told = access | (tables.allowed() & 7) << 3 | 1 << 7 | translated;
    return vmx.exit(tables.problem(), violation ? told : 0);
  }

  int allowed() {
    return tables.allowed();
  }

  int peek(int guestPhysical) {
    NestedTables look = new NestedTables(core.memory);
    return look.allows(vmx.vmcs().get(VmcsField.EPT_POINTER), guestPhysical, 1)
        ? look.physical(guestPhysical)
        : Paging.NOT_MAPPED;
  }
}

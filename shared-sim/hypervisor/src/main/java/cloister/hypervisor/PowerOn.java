package cloister.hypervisor;

import cloister.cpu.core.Segments;
import cloister.cpu.vmx.Vmcs;
import cloister.cpu.vmx.VmcsField;

/** A processor after RESET, as the guest area of a VMCS has it (SDM 3, table 10-1). */
final class PowerOn {
  private static final int NUMERIC_ERRORS = 1 << 5;
  private static final int CR0 = 0x60000010;
  private static final int VIRTUALIZATION = 1 << 13;
  private static final int EIP = 0xFFF0;
  private static final int DATA = 0x93;
  private static final int PAT = 0x00070406;

  private PowerOn() {}

  static void write(Vmcs vmcs) {
    vmcs.set(VmcsField.GUEST_CR0, CR0 | NUMERIC_ERRORS);
    vmcs.set(VmcsField.CR0_SHADOW, CR0);
    vmcs.set(VmcsField.GUEST_CR3, 0);
    vmcs.set(VmcsField.GUEST_CR4, VIRTUALIZATION);
    vmcs.set(VmcsField.CR4_SHADOW, 0);
    vmcs.set(VmcsField.GUEST_DR7, 0x400);
    vmcs.set(VmcsField.GUEST_RIP, EIP);
    vmcs.set(VmcsField.GUEST_RSP, 0);
    vmcs.set(VmcsField.GUEST_RFLAGS, 2);
    vmcs.set(VmcsField.GUEST_INTERRUPTIBILITY, 0);
    vmcs.set(VmcsField.GUEST_ACTIVITY, 0);
    vmcs.set(VmcsField.ENTRY_INTERRUPTION, 0);
    vmcs.set(VmcsField.GUEST_PAT, PAT);
    vmcs.setHigh(VmcsField.GUEST_PAT, PAT);
    vmcs.set(VmcsField.GUEST_EFER, 0);
    vmcs.set(VmcsField.GUEST_SYSENTER_CS, 0);
    vmcs.set(VmcsField.GUEST_SYSENTER_ESP, 0);
    vmcs.set(VmcsField.GUEST_SYSENTER_EIP, 0);
    vmcs.set(VmcsField.GUEST_GDTR_BASE, 0);
    vmcs.set(VmcsField.GUEST_IDTR_BASE, 0);
    vmcs.set(VmcsField.GUEST_GDTR_LIMIT, 0xFFFF);
    vmcs.set(VmcsField.GUEST_IDTR_LIMIT, 0xFFFF);
    segments(vmcs);
  }

  private static void segments(Vmcs vmcs) {
    for (int i = 0; i < Segments.COUNT; i++) {
      vmcs.set(VmcsField.GUEST_ES_SELECTOR.after(i), 0);
      vmcs.set(VmcsField.GUEST_ES_BASE.after(i), 0);
      vmcs.set(VmcsField.GUEST_ES_LIMIT.after(i), 0xFFFF);
      vmcs.set(VmcsField.GUEST_ES_RIGHTS.after(i), DATA);
    }
    vmcs.set(VmcsField.GUEST_CS_SELECTOR, 0xF000);
    vmcs.set(VmcsField.GUEST_CS_BASE, 0xFFFF0000);
    vmcs.set(VmcsField.GUEST_LDTR_RIGHTS, 0x82);
    vmcs.set(VmcsField.GUEST_TR_RIGHTS, 0x8B);
  }
}

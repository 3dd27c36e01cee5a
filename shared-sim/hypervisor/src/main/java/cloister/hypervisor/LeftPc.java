package cloister.hypervisor;

import cloister.cpu.core.Core;
import cloister.cpu.core.Segments;
import cloister.cpu.vmx.Vmcs;
import cloister.cpu.vmx.VmcsField;
import cloister.machine.SoftwareDigest;
import cloister.machine.WholePc;

/** A PC's guest while it is left, as its VMCS and the entry code's frame have it. */
final class LeftPc {
  private final Vmcs vmcs;
  private final GuestRegisters registers;

  LeftPc(Vmcs vmcs, GuestRegisters registers) {
    this.vmcs = vmcs;
    this.registers = registers;
  }

  WholePc.Software software() {
    return new WholePc.Software(
        vmcs.get(VmcsField.GUEST_SS_RIGHTS) >>> 5 & 3,
        (vmcs.get(VmcsField.GUEST_CR0) & Core.CR0_PE) != 0,
        vmcs.get(VmcsField.GUEST_CS_BASE) + vmcs.get(VmcsField.GUEST_RIP),
        vmcs.get(VmcsField.GUEST_IDTR_BASE),
        vmcs.get(VmcsField.GUEST_IDTR_LIMIT));
  }

  /** Its registers, as the digest of a PC has them. */
  void add(SoftwareDigest digest) {
    int[] general = new int[8];
    for (int i = 0; i < general.length; i++) {
      general[i] = i == Core.ESP ? vmcs.get(VmcsField.GUEST_RSP) : registers.get(i);
    }
    digest.general(general, vmcs.get(VmcsField.GUEST_RIP), vmcs.get(VmcsField.GUEST_RFLAGS));
    for (int i = 0; i < Segments.LDTR; i++) {
      int selector = vmcs.get(VmcsField.GUEST_ES_SELECTOR.after(i));
      digest.segment(selector, vmcs.get(VmcsField.GUEST_ES_BASE.after(i)));
    }
    digest
        .table(vmcs.get(VmcsField.GUEST_GDTR_BASE), vmcs.get(VmcsField.GUEST_GDTR_LIMIT))
        .table(vmcs.get(VmcsField.GUEST_IDTR_BASE), vmcs.get(VmcsField.GUEST_IDTR_LIMIT))
        .control(seen(0, vmcs.get(VmcsField.GUEST_CR0)))
        .control(registers.cr2())
        .control(vmcs.get(VmcsField.GUEST_CR3))
        .control(seen(4, vmcs.get(VmcsField.GUEST_CR4)));
  }

  /** CR0 or CR4 as the guest reads it. */
  int seen(int register, int real) {
    int mask = vmcs.get(register == 0 ? VmcsField.CR0_MASK : VmcsField.CR4_MASK);
    int shadow = vmcs.get(register == 0 ? VmcsField.CR0_SHADOW : VmcsField.CR4_SHADOW);
    return real & ~mask | shadow & mask;
  }
}

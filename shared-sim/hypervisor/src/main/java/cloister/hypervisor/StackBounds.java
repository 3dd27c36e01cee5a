package cloister.hypervisor;

import cloister.cpu.vmx.Vmcs;
import cloister.cpu.vmx.VmcsField;

/** The limit of a guest's stack segment, as its VMCS has it. */
final class StackBounds {
  private static final int EXPAND_DOWN = 1 << 2;
  private static final int BIG = 1 << 14;

  private StackBounds() {}

  /** Is refused with #SS what reaches beyond it (SDM 3, 5.3). */
  static void check(Vmcs vmcs, int offset, int bytes) throws GuestFault {
    int rights = vmcs.get(VmcsField.GUEST_SS_RIGHTS);
    int limit = vmcs.get(VmcsField.GUEST_SS_LIMIT);
    long first = offset & 0xFFFFFFFFL;
    long last = first + bytes - 1;
    long end = limit & 0xFFFFFFFFL;
    boolean down = (rights & EXPAND_DOWN) != 0;
    long highest = (rights & BIG) != 0 ? 0xFFFFFFFFL : 0xFFFF;
    boolean within = down ? first > end && last <= highest : last <= end;
    if (!within) {
      throw GuestFault.of(GuestFault.STACK_FAULT, 0);
    }
  }
}

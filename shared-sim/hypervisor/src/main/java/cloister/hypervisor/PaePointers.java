package cloister.hypervisor;

import cloister.cpu.vmx.Vmcs;
import cloister.cpu.vmx.VmcsField;

/** The four entries above the page directories of PAE, which the processor keeps. */
final class PaePointers {
  /** Of an entry that leads to a page directory. */
  private static final int RESERVED = 0x1E6;

  private final VtXGuest guest;
  private final Vmcs vmcs;

  PaePointers(VtXGuest guest, Vmcs vmcs) {
    this.guest = guest;
    this.vmcs = vmcs;
  }

  /** From where CR3 leads; false when one of them is none. */
  boolean load() {
    int table = vmcs.get(VmcsField.GUEST_CR3) & ~31;
    for (int i = 0; i < 4; i++) {
      int low = guest.word(table + 8 * i);
      int high = guest.word(table + 8 * i + 4);
      if ((low & 1) != 0 && ((low & RESERVED) != 0 || high != 0)) {
        return false;
      }
      VmcsField field = VmcsField.GUEST_PDPTE_0.after(i);
      vmcs.set(field, low);
      vmcs.setHigh(field, high);
    }
    return true;
  }
}

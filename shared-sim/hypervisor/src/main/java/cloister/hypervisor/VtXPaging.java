package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.cpu.core.Core;
import cloister.cpu.vmx.Vmcs;
import cloister.cpu.vmx.VmcsField;

/**
 * The way from a linear address of a guest under VT-x to a physical one, by tables of 32 bits and
 * of PAE, for what is done in memory for one of its instructions (SDM 3, chapter 4).
 */
final class VtXPaging {
  private static final int PRESENT = 1;
  private static final int WRITABLE = 2;
  private static final int USER = 4;
  private static final int ACCESSED = 1 << 5;
  private static final int DIRTY = 1 << 6;
  private static final int LARGE = 1 << 7;
  private static final int FAULT_WRITE = 2;
  private static final int FAULT_USER = 4;

  private final Memory memory;
  private final PcPages pages;
  private final Vmcs vmcs;

  /** The access is one of ring 3, to which pages of ring 0 are shut. */
  private boolean user;

  /**
   * @param pages behind which the guest's memory is
   */
  VtXPaging(Memory memory, PcPages pages, Vmcs vmcs) {
    this.memory = memory;
    this.pages = pages;
    this.vmcs = vmcs;
  }

  /** The physical address, with the marks in the tables that an access of its ring makes. */
  int physical(int linear, boolean write) throws GuestFault {
    user = (vmcs.get(VmcsField.GUEST_SS_RIGHTS) >>> 5 & 3) == 3;
    return walk(linear, write);
  }

  /** The same for what the processor itself does in tables, whatever the ring. */
  int systemPhysical(int linear, boolean write) throws GuestFault {
    user = false;
    return walk(linear, write);
  }

  private int walk(int linear, boolean write) throws GuestFault {
    int cr0 = vmcs.get(VmcsField.GUEST_CR0);
    if (cr0 >= 0) {
      return linear;
    }
    int cr4 = vmcs.get(VmcsField.GUEST_CR4);
    boolean wide = (cr4 & Core.CR4_PAE) != 0;
    int bits = wide ? 9 : 10;
    int directory =
        wide ? pointer(linear, write) : vmcs.get(VmcsField.GUEST_CR3) & -Memory.PAGE_SIZE;
    int size = wide ? 8 : 4;
    int upperShift = 12 + bits;
    int mask = (1 << bits) - 1;
    int upper = directory + size * (linear >>> upperShift & mask);
    int entry = present(upper, linear, write);
    boolean large = (entry & LARGE) != 0 && (wide || (cr4 & Core.CR4_PSE) != 0);
    if (large) {
      check(entry, linear, write, cr0);
      mark(upper, entry, write);
      int offset = (1 << upperShift) - 1;
      return entry & ~offset | linear & offset;
    }
    int lower = (entry & -Memory.PAGE_SIZE) + size * (linear >>> 12 & mask);
    int last = present(lower, linear, write);
    check(entry & last, linear, write, cr0);
    mark(upper, entry, false);
    mark(lower, last, write);
    return last & -Memory.PAGE_SIZE | linear & Memory.PAGE_SIZE - 1;
  }

  private int pointer(int linear, boolean write) throws GuestFault {
    int entry = vmcs.get(VmcsField.GUEST_PDPTE_0.after(linear >>> 30));
    if ((entry & PRESENT) == 0) {
      throw GuestFault.page(linear, code(write));
    }
    return entry & -Memory.PAGE_SIZE;
  }

  private int present(int address, int linear, boolean write) throws GuestFault {
    int entry = memory.read32(pages.host(address));
    if ((entry & PRESENT) == 0) {
      throw GuestFault.page(linear, code(write));
    }
    return entry;
  }

  private int code(boolean write) {
    return (write ? FAULT_WRITE : 0) | (user ? FAULT_USER : 0);
  }

  private void check(int allowed, int linear, boolean write, int cr0) throws GuestFault {
    boolean protects = user || (cr0 & Core.CR0_WP) != 0;
    boolean refused =
        user && (allowed & USER) == 0 || write && protects && (allowed & WRITABLE) == 0;
    if (refused) {
      throw GuestFault.page(linear, code(write) | PRESENT);
    }
  }

  private void mark(int address, int entry, boolean write) {
    int marked = entry | ACCESSED | (write ? DIRTY : 0);
    if (marked != entry) {
      memory.write32(pages.host(address), marked);
    }
  }
}

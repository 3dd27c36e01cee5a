package cloister.hypervisor;

import cloister.bus.Memory;

/**
 * The descriptors that the processor really uses while a guest runs: copies of the guest's, in
 * which ring 0 has become ring 1 and no segment reaches the host. What the processor would go by
 * without asking the hypervisor (gates, task states) is not present here, so that its use is
 * refused; code of ring 3 is data while the guest's kernel runs, so that no IRET leads there
 * unseen.
 */
final class ShadowDescriptors {
  private static final int PRESENT = 1 << 15;
  private static final int CODE_OR_DATA = 1 << 12;
  private static final int CODE = 1 << 11;
  private static final int DOWN = 1 << 10;
  private static final int GRANULAR = 1 << 23;
  private static final int DPL = 3 << 13;
  private static final int WIDE = 1 << 22;
  private static final int DPL_SHIFT = 13;
  private static final int DPL_1 = 1 << DPL_SHIFT;
  private static final int READABLE_OR_WRITABLE = 1 << 9;

  private final Memory memory;
  private final int count;

  /**
   * @param count of descriptors that a guest may have
   */
  ShadowDescriptors(Memory memory, int count) {
    this.memory = memory;
    this.count = count;
  }

  /**
   * Copies the guest's table.
   *
   * @param inKernel true while the guest's kernel runs
   */
  void copyAll(GuestLinear guest, VirtualCpu cpu, boolean inKernel) {
    copy(guest, cpu, inKernel, count);
  }

  /** Copies what the table has, where it is the same as before and the ring is another. */
  void copyForRing(GuestLinear guest, VirtualCpu cpu, boolean inKernel) {
    copy(guest, cpu, inKernel, Math.min(count, (cpu.gdtLimit + 1) / 8));
  }

  private void copy(GuestLinear guest, VirtualCpu cpu, boolean inKernel, int most) {
    for (int index = 0; index < most; index++) {
      int low = 0;
      int high = 0;
      if (index > 0 && 8 * index + 7 <= cpu.gdtLimit) {
        try {
          low = guest.look32(cpu.gdtBase + 8 * index);
          high = guest.look32(cpu.gdtBase + 8 * index + 4);
        } catch (GuestFault _) {
          high = 0; // what cannot be read is not present
        }
      }
      put(index, low, high, inKernel);
    }
  }

  /** True when the entry code's IRET can load this as code of a ring and go on at an offset. */
  boolean isCode(int selector, int ring, int offset) {
    int high = high(selector);
    return (selector & 3) == ring
        && isUsable(high, CODE)
        && (high & DPL) == ring << DPL_SHIFT
        && Integer.compareUnsigned(offset, limit(selector, high)) <= 0;
  }

  /** True when the entry code's IRET can load this as the stack of a ring. */
  boolean isStack(int selector, int ring) {
    int high = high(selector);
    return (selector & 3) == ring
        && isUsable(high, 0)
        && (high & READABLE_OR_WRITABLE) != 0
        && (high & DPL) == ring << DPL_SHIFT;
  }

  /** True for a stack whose pointer is ESP, not SP. */
  boolean isWide(int selector) {
    return (high(selector) & WIDE) != 0;
  }

  /** True when the entry code can pop this into a segment register for data. */
  boolean isData(int selector) {
    if ((selector & 0xFFFC) == 0) {
      return true;
    }
    int high = high(selector);
    boolean readable = (high & CODE) == 0 || (high & READABLE_OR_WRITABLE) != 0;
    return isUsable(high, high & CODE) && readable && (selector & 3) << DPL_SHIFT <= (high & DPL);
  }

  private static boolean isUsable(int high, int code) {
    return (high & PRESENT) != 0 && (high & CODE_OR_DATA) != 0 && (high & CODE) == code;
  }

  /** The upper word of a descriptor here; 0, which is not present, for none of a guest's. */
  private int high(int selector) {
    int index = selector >>> 3 & 0x1FFF;
    boolean ours = (selector & 4) != 0 || index == 0 || index >= count;
    return ours ? 0 : memory.read32(HostLayout.GDT + 8 * index + 4);
  }

  private int limit(int selector, int high) {
    int field = memory.read32(HostLayout.GDT + (selector & ~7)) & 0xFFFF | high & 0xF0000;
    return (high & GRANULAR) == 0 ? field : field << Memory.PAGE_BITS | Memory.PAGE_SIZE - 1;
  }

  private void put(int index, int low, int high, boolean inKernel) {
    boolean usable =
        (high & PRESENT) != 0 && (high & CODE_OR_DATA) != 0 && (high & (CODE | DOWN)) != DOWN;
    boolean outwards = usable && (high & CODE) != 0 && (high & DPL) == DPL && inKernel;
    if (outwards && (high & READABLE_OR_WRITABLE) != 0) {
      put(index, low, high & ~(CODE | DOWN | READABLE_OR_WRITABLE), false);
      return;
    }
    int address = HostLayout.GDT + 8 * index;
    int limit = truncated(low, high);
    int ring = (high & DPL) == DPL ? DPL : DPL_1;
    if (!usable || outwards || limit < 0) {
      // With the ring of the others, so that presence is what it is refused for.
      memory.write32(address, low);
      memory.write32(address + 4, high & ~PRESENT & ~DPL | ring);
      return;
    }
    memory.write32(address, low & 0xFFFF0000 | limit & 0xFFFF);
    memory.write32(address + 4, high & ~DPL & ~0xF0000 | ring | limit & 0xF0000);
  }

  /** The limit field of a segment that ends before the host begins; -1 when it cannot. */
  private static int truncated(int low, int high) {
    int base = low >>> 16 | (high & 0xFF) << 16 | high & 0xFF000000;
    int field = low & 0xFFFF | high & 0xF0000;
    if ((high & GRANULAR) == 0) {
      long end = (base & 0xFFFFFFFFL) + field;
      return end < (HostLayout.BASE & 0xFFFFFFFFL) ? field : -1;
    }
    long room = (HostLayout.BASE & 0xFFFFFFFFL) - (base & 0xFFFFFFFFL);
    if (room < Memory.PAGE_SIZE) {
      return -1;
    }
    return (int) Math.min(field, (room >>> Memory.PAGE_BITS) - 1);
  }
}

package cloister.hypervisor;

import cloister.bits.Bits;
import cloister.bus.Memory;
import cloister.cpu.Cpu;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.cpu.seg.SegmentDescriptor;

/**
 * Descriptors for the processor while it runs a PC's guest.
 *
 * <p>For translations of its kernel they are what the guest's processor has in its segment
 * registers, for ring 1, and ended below the hypervisor's memory: an access above is refused, and
 * done by somebody else. For its programs they are those of the guest's own table that ring 3 can
 * use, unless a register holds what the table does not have any more.
 */
final class PcDescriptors {
  private static final int[] KERNELS = {Segments.ES, Segments.SS, Segments.DS, Segments.FS};
  private static final int LAST_BYTE = PcTranslationLayout.BASE - 1;
  private static final int LAST_OF_ENTRY = 7;
  private static final int LOCAL = 4;
  private static final int DPL_SHIFT = 13;
  private static final int DPL_3 = 3;

  private final Memory memory;
  private final int own;
  private final Cpu guest;

  /** The registers' descriptors, low and high word, and where they go. */
  private final int[] lows = new int[KERNELS.length];

  private final int[] highs = new int[KERNELS.length];

  private final int[] programs = new int[2 * PcTranslationLayout.GUEST_DESCRIPTORS];

  PcDescriptors(Memory memory, int own, Cpu guest) {
    this.memory = memory;
    this.own = own;
    this.guest = guest;
  }

  static boolean isNull(int selector) {
    return (selector & 0xFFFC) == 0;
  }

  /** Whether a table of the hypervisor's can have a descriptor at the same place. */
  private static boolean fits(int selector) {
    return (selector & LOCAL) == 0 && selector >>> 3 < PcTranslationLayout.GUEST_DESCRIPTORS;
  }

  /** Makes those for translations; false when the registers hold what cannot be made. */
  boolean forKernel() {
    Segments segments = guest.segments;
    for (int i = 0; i < KERNELS.length; i++) {
      int register = KERNELS[i];
      int selector = segments.selector[register];
      if (isNull(selector) ? register == Segments.SS : !make(i, register)) {
        return false;
      }
      for (int j = 0; j < i; j++) {
        boolean same = selector >>> 3 == segments.selector[KERNELS[j]] >>> 3;
        if (same && !isNull(selector) && (lows[i] != lows[j] || highs[i] != highs[j])) {
          return false;
        }
      }
    }
    for (int i = 0; i < KERNELS.length; i++) {
      int selector = segments.selector[KERNELS[i]];
      if (!isNull(selector)) {
        set(PcTranslationLayout.DESCRIPTORS, selector >>> 3, lows[i], highs[i]);
      }
    }
    return true;
  }

  private boolean make(int place, int register) {
    Segments segments = guest.segments;
    int base = segments.base[register];
    int limit = segments.limit[register];
    int rights = segments.rights[register];
    int most = LAST_BYTE - base;
    boolean possible =
        fits(segments.selector[register])
            && segments.usable(register)
            && !Rights.isExpandDown(rights)
            && !Bits.below(LAST_BYTE, base);
    if (!possible) {
      return false;
    }
    if (Bits.below(most, limit)) {
      limit = Bits.below(most, 1 << 20) ? most : (most + 1 & -Memory.PAGE_SIZE) - 1;
    }
    boolean pages = Bits.below(0xFFFFF, limit);
    if (pages && (limit & Memory.PAGE_SIZE - 1) != Memory.PAGE_SIZE - 1) {
      return false;
    }
    int raw = pages ? limit >>> 12 : limit;
    int dpl = Math.max(1, Rights.dpl(rights));
    rights = rights & ~(Rights.GRANULARITY | DPL_3 << DPL_SHIFT) | dpl << DPL_SHIFT;
    rights |= Rights.ACCESSED | (pages ? Rights.GRANULARITY : 0);
    lows[place] = base << 16 | raw & 0xFFFF;
    highs[place] = base & 0xFF000000 | base >>> 16 & 0xFF | rights | raw & 0xF0000;
    return true;
  }

  private void set(int table, int index, int low, int high) {
    memory.write32(own + table + 8 * index, low);
    memory.write32(own + table + 8 * index + 4, high);
  }

  /**
   * Makes those for programs, and shows the hypervisor's memory.
   *
   * @return false when the guest's registers hold what its table has not
   */
  boolean forPrograms() {
    int entries = guest.gdtLimit() + 1 >>> 3;
    boolean fits = entries <= PcTranslationLayout.GUEST_DESCRIPTORS;
    for (int i = 0; i < PcTranslationLayout.GUEST_DESCRIPTORS; i++) {
      boolean there = fits && i > 0 && i < entries;
      int high = there ? guest.linear().read32(guest.gdtBase() + 8 * i + 4) : 0;
      boolean shown = there && isForPrograms(high);
      programs[2 * i] = shown ? guest.linear().read32(guest.gdtBase() + 8 * i) : 0;
      programs[2 * i + 1] = shown ? high : 0;
    }
    memory.show(memory.size());
    for (int i = 0; i < programs.length; i++) {
      memory.write32(own + PcTranslationLayout.USER_DESCRIPTORS + 4 * i, programs[i]);
    }
    for (int register = Segments.ES; register <= Segments.GS && fits; register++) {
      fits = isInTable(register);
    }
    return fits;
  }

  /** A segment that ring 3 may load, which leaves no mark in the table any more. */
  private static boolean isForPrograms(int high) {
    boolean reached = Rights.dpl(high) == DPL_3 || Rights.isConforming(high);
    boolean marked = (high & Rights.ACCESSED) != 0 || (high & Rights.PRESENT) == 0;
    return (high & Rights.CODE_OR_DATA) != 0 && reached && marked;
  }

  private boolean isInTable(int register) {
    Segments segments = guest.segments;
    int selector = segments.selector[register];
    if (isNull(selector)) {
      return register != Segments.CS && register != Segments.SS && !segments.usable(register);
    }
    if (!fits(selector)) {
      return false;
    }
    SegmentDescriptor there = inTable(selector);
    return there.present()
        && there.base() == segments.base[register]
        && there.limit() == segments.limit[register]
        && there.rights() == segments.rights[register];
  }

  private SegmentDescriptor inTable(int selector) {
    int at = own + PcTranslationLayout.USER_DESCRIPTORS + (selector & ~LAST_OF_ENTRY);
    return new SegmentDescriptor(memory.read32(at), memory.read32(at + 4));
  }

  /** A program has loaded a register, from the table made for it. */
  void loaded(int register, int selector) {
    if (isNull(selector)) {
      guest.segments.setNull(register, selector);
    } else {
      SegmentDescriptor from = inTable(selector);
      guest.segments.set(register, selector, from.base(), from.limit(), from.rights());
    }
  }
}

package cloister.hypervisor;

import cloister.hypervisor.Frame.Word;

/** Loads segment registers for a guest's kernel by its own table (SDM 3, 5.5 to 5.8). */
final class SegmentLoads {
  private static final int PRESENT = 1 << 15;
  private static final int CODE_OR_DATA = 1 << 12;
  private static final int CODE = 1 << 11;
  private static final int CONFORMING = 1 << 10;
  private static final int READABLE_OR_WRITABLE = 1 << 9;

  private final VirtualMachine guest;
  private final Frame frame;

  SegmentLoads(VirtualMachine guest, Frame frame) {
    this.guest = guest;
    this.frame = frame;
  }

  /** A register for data, or SS, which may be neither null nor read-only. */
  void load(Word register, int selector) throws GuestFault {
    boolean stack = register == Word.SS;
    if ((selector & 0xFFFC) == 0 && !stack) {
      frame.set(register, selector);
      return;
    }
    int high = high(selector);
    boolean data = (high & CODE) == 0;
    boolean fits =
        stack
            ? data && (high & READABLE_OR_WRITABLE) != 0 && (selector & 3) == 0 && dpl(high) == 0
            : isReadable(high) && (isForAll(high) || (selector & 3) <= dpl(high));
    if (!fits) {
      throw GuestFault.of(GuestFault.GENERAL_PROTECTION, selector & 0xFFFC);
    }
    if ((high & PRESENT) == 0) {
      int vector = stack ? GuestFault.STACK_FAULT : GuestFault.SEGMENT_NOT_PRESENT;
      throw GuestFault.of(vector, selector & 0xFFFC);
    }
    frame.set(register, stack ? selector | 1 : selector);
  }

  private static boolean isReadable(int high) {
    return (high & CODE) == 0 || (high & READABLE_OR_WRITABLE) != 0;
  }

  private static boolean isForAll(int high) {
    return (high & CODE) != 0 && (high & CONFORMING) != 0;
  }

  private static int dpl(int high) {
    return high >>> 13 & 3;
  }

  private int high(int selector) throws GuestFault {
    int high = guest.descriptors().has(selector) ? guest.descriptors().high(selector) : 0;
    if ((high & CODE_OR_DATA) == 0) {
      throw GuestFault.of(GuestFault.GENERAL_PROTECTION, selector & 0xFFFC);
    }
    return high;
  }

  /** False for gates and task states, which a far jump or call may name, too. */
  boolean isCode(int selector) throws GuestFault {
    if ((selector & 0xFFFC) == 0) {
      throw GuestFault.of(GuestFault.GENERAL_PROTECTION, 0);
    }
    boolean there = guest.descriptors().has(selector);
    return !there || guest.descriptors().isCodeOrData(selector);
  }

  /** A far jump in the kernel's ring. */
  void enterCode(int selector, int offset) throws GuestFault {
    int high = high(selector);
    boolean same = dpl(high) == 0 && ((selector & 3) == 0 || isForAll(high));
    if ((high & CODE) == 0 || !same) {
      throw GuestFault.of(GuestFault.GENERAL_PROTECTION, selector & 0xFFFC);
    }
    if ((high & PRESENT) == 0) {
      throw GuestFault.of(GuestFault.SEGMENT_NOT_PRESENT, selector & 0xFFFC);
    }
    int limit = new GuestSegment(guest.descriptors().low(selector), high).limit();
    if (Integer.compareUnsigned(offset, limit) > 0) {
      throw GuestFault.of(GuestFault.GENERAL_PROTECTION, 0);
    }
    frame.set(Word.CS, selector & ~3 | 1);
    frame.set(Word.EIP, offset);
  }
}

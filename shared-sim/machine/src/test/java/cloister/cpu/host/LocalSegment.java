package cloister.cpu.host;

/**
 * The segments of the local descriptor table in which random programs run, on the host (through
 * modify_ldt(2)) and in our processor alike. The constant's ordinal is its index in the table.
 */
enum LocalSegment {
  CODE32(Layout.CODE_BASE, 0xffff, 2, Bits.BIG),
  CODE16(Layout.CODE_BASE, 0xffff, 2, 0),
  DATA(Layout.DATA_BASE, 0xfff, 0, Bits.BIG),
  SHORT_DATA(Layout.DATA_BASE + 0x200, 0x7fe, 0, 0),
  STACK32(Layout.DATA_BASE, 0xfff, 0, Bits.BIG),
  STACK16(Layout.DATA_BASE, 0xfff, 0, 0),
  DOWN32(Layout.DATA_BASE + 0x1000, 0xffffe, 1, Bits.BIG | Bits.PAGES),
  DOWN16(Layout.DATA_BASE - 0xf000, 0xefff, 1, 0),
  READ_ONLY(Layout.DATA_BASE, 0xfff, 0, Bits.BIG | Bits.READ_OR_EXECUTE_ONLY),
  EXECUTE_ONLY(Layout.CODE_BASE, 0xffff, 2, Bits.BIG | Bits.READ_OR_EXECUTE_ONLY),
  ABSENT_DATA(Layout.DATA_BASE, 0xfff, 0, Bits.BIG | Bits.ABSENT),
  ABSENT_CONFORMING(Layout.CODE_BASE, 0xffff, 3, Bits.BIG | Bits.ABSENT),
  ABSENT_CODE(Layout.CODE_BASE, 0xffff, 2, Bits.BIG | Bits.ABSENT),
  PAGES(Layout.DATA_BASE, 0, 0, Bits.BIG | Bits.PAGES),
  SHORT_CODE(Layout.CODE_BASE, Layout.ENTRY + 0x50, 2, Bits.BIG);

  private final int base;
  private final int rawLimit;
  private final int contents;
  private final int bits;

  LocalSegment(int base, int rawLimit, int contents, int bits) {
    this.base = base;
    this.rawLimit = rawLimit;
    this.contents = contents;
    this.bits = bits;
  }

  int selector() {
    return ordinal() << 3 | 7;
  }

  boolean bigStack() {
    return (bits & Bits.BIG) != 0;
  }

  /** The words of the kernel's struct user_desc. */
  int[] userDescriptor() {
    return new int[] {ordinal(), base, rawLimit, bits | contents << 1};
  }

  /** The descriptor that the kernel makes of it: DPL 3, accessed (arch/x86/kernel/ldt.c). */
  int low() {
    return base << 16 | rawLimit & 0xffff;
  }

  int high() {
    int writableOrReadable = (bits & Bits.READ_OR_EXECUTE_ONLY) == 0 ? 2 : 0;
    int type = contents << 2 | writableOrReadable | 1;
    return base & 0xff000000
        | base >>> 16 & 0xff
        | rawLimit & 0xf0000
        | type << 8
        | 0x7000
        | ((bits & Bits.ABSENT) == 0 ? 0x8000 : 0)
        | ((bits & Bits.BIG) != 0 ? 1 << 22 : 0)
        | ((bits & Bits.PAGES) != 0 ? 1 << 23 : 0);
  }

  /** Bits of struct user_desc, from seg_32bit on. */
  private static final class Bits {
    static final int BIG = 1;
    static final int READ_OR_EXECUTE_ONLY = 1 << 3;
    static final int PAGES = 1 << 4;
    static final int ABSENT = 1 << 5;
  }
}

package cloister.cpu.core;

/** The access rights of a descriptor, in the positions of its high word (SDM 3, 3.4.5). */
public final class Rights {
  public static final int ACCESSED = 1 << 8;
  public static final int READABLE_OR_WRITABLE = 1 << 9;

  /** In the type of a task-state segment. */
  public static final int BUSY = 1 << 9;

  public static final int CONFORMING_OR_EXPAND_DOWN = 1 << 10;
  public static final int CODE = 1 << 11;
  public static final int CODE_OR_DATA = 1 << 12;
  public static final int PRESENT = 1 << 15;
  public static final int BIG = 1 << 22;
  public static final int GRANULARITY = 1 << 23;
  public static final int MASK = 0x00f0ff00;

  /** What real mode leaves in the caches: a present, accessed, writable segment of ring 0. */
  public static final int REAL_MODE = PRESENT | CODE_OR_DATA | READABLE_OR_WRITABLE | ACCESSED;

  private Rights() {}

  public static int dpl(int rights) {
    return rights >>> 13 & 3;
  }

  /** The four type bits. */
  public static int type(int rights) {
    return rights >>> 8 & 15;
  }

  public static boolean isCode(int rights) {
    return (rights & (CODE_OR_DATA | CODE)) == (CODE_OR_DATA | CODE);
  }

  public static boolean isData(int rights) {
    return (rights & (CODE_OR_DATA | CODE)) == CODE_OR_DATA;
  }

  public static boolean isConforming(int rights) {
    return isCode(rights) && (rights & CONFORMING_OR_EXPAND_DOWN) != 0;
  }

  public static boolean isExpandDown(int rights) {
    return isData(rights) && (rights & CONFORMING_OR_EXPAND_DOWN) != 0;
  }

  public static boolean isReadable(int rights) {
    return isData(rights) || isCode(rights) && (rights & READABLE_OR_WRITABLE) != 0;
  }

  public static boolean isWritable(int rights) {
    return isData(rights) && (rights & READABLE_OR_WRITABLE) != 0;
  }

  /** D or B: 32-bit code, 32-bit stack pointer, or 4 GiB upper bound. */
  public static boolean isBig(int rights) {
    return (rights & BIG) != 0;
  }
}

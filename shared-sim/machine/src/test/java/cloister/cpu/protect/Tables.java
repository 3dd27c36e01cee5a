package cloister.cpu.protect;

/** The tables that every trial starts with, and where they are ({@code monitor.asm}). */
final class Tables {
  static final int BASE = 0x1000;
  static final int BYTES = 0x7000;
  static final int GDT = 0x1000;
  static final int LDT = 0x1400;
  static final int IDT = 0x1800;
  static final int TSS = 0x2000;

  /** A page of data that trials read and write. */
  static final int DATA = 0x7000;

  static final int CODE = 0xa000;
  static final int LANDING = 0xa040;
  static final int STUBS = 0x100800;
  static final int VECTORS = 64;

  /** The vector by which a trial tells that it came through. */
  static final int DONE = 0x21;

  /** A vector for trials of INT n. */
  static final int TRIED = 0x28;

  static final int CODE0 = 0x08;
  static final int DATA0 = 0x10;
  static final int DATA3 = 0x43;
  static final int TSS_SELECTOR = 0x48;
  static final int LDT_SELECTOR = 0x50;

  /** Entries for the trials' own descriptors. */
  static final int A = 0x58;

  static final int B = 0x60;
  static final int C = 0x68;
  static final int CONFORMING = 0x70;
  static final int GDT_LIMIT = 0x77;
  static final int BEYOND = 0x78;

  /** Entries of the local table: DATA3 again, and one for the trials. */
  static final int LOCAL_DATA3 = 0x07;

  static final int LOCAL_A = 0x0f;
  static final int LOCAL_BEYOND = 0x27;

  static final int IDT_LIMIT = 8 * VECTORS - 1;
  static final int TSS_LIMIT = 0x88;
  static final int BITMAP = 0x68;

  /** A port that no board has and that the bitmap lets every ring use. */
  static final int FREE_PORT = 0x30;

  private static final int PRESENT = 0x80;

  private Tables() {}

  static int codeOf(int ring) {
    return CODE0 + 0x10 * ring | ring;
  }

  static int dataOf(int ring) {
    return DATA0 + 0x10 * ring | ring;
  }

  /** Where each ring's stack begins in trials; the stacks of the TSS begin elsewhere. */
  static int stackOf(int ring) {
    return 0x3c00 + 0x1000 * ring;
  }

  static int addressOf(int selector) {
    return ((selector & 4) != 0 ? LDT : GDT) + (selector & 0xfff8);
  }

  /**
   * A descriptor in its two words.
   *
   * @param access bits 8 to 15 of the high word: present, DPL, S, type
   * @param flags bits 20 to 23: granularity, big
   */
  static long segment(int base, int limit, int access, int flags) {
    long low = base << 16 | limit & 0xffff;
    long high =
        base & 0xff000000 | base >>> 16 & 0xff | limit & 0xf0000 | access << 8 | flags << 20;
    return high << 32 | low & 0xffffffffL;
  }

  /** Flat, 32-bit; an expand-down segment has its limit at the bottom. */
  static long flat(int access) {
    boolean expandDown = (access & 0x1c) == 0x14;
    return expandDown ? segment(0, 0, access, 0x4) : segment(0, 0xfffff, access, 0xc);
  }

  /** Present, with a DPL, S and type in the low five bits. */
  static int access(int dpl, int typeAndS) {
    return PRESENT | dpl << 5 | typeAndS;
  }

  static long gate(int selector, int offset, int access, int parameters) {
    long low = selector << 16 | offset & 0xffff;
    long high = offset & 0xffff0000 | access << 8 | parameters;
    return high << 32 | low & 0xffffffffL;
  }

  /** The memory from {@link #BASE} on. */
  static int[] pristine() {
    int[] words = new int[BYTES / 4];
    for (int ring = 0; ring < 4; ring++) {
      put(words, addressOf(codeOf(ring)), flat(access(ring, 0x1b)));
      put(words, addressOf(dataOf(ring)), flat(access(ring, 0x13)));
    }
    put(words, addressOf(TSS_SELECTOR), segment(TSS, TSS_LIMIT, access(0, 9), 0));
    put(words, addressOf(LDT_SELECTOR), segment(LDT, 0x1f, access(0, 2), 0));
    put(words, addressOf(CONFORMING), flat(access(0, 0x1e)));
    put(words, addressOf(LOCAL_DATA3), flat(access(3, 0x12)));
    for (int vector = 0; vector < VECTORS; vector++) {
      int dpl = vector == DONE ? 3 : 0;
      put(words, IDT + 8 * vector, gate(CODE0, STUBS + 16 * vector, access(dpl, 14), 0));
    }
    for (int ring = 0; ring < 3; ring++) {
      words[(TSS + 4 + 8 * ring - BASE) / 4] = 0x4000 + 0x1000 * ring;
      words[(TSS + 8 + 8 * ring - BASE) / 4] = dataOf(ring);
    }
    words[(TSS + 0x64 - BASE) / 4] = BITMAP << 16;
    for (int i = 0; i < 9; i++) {
      words[(TSS + BITMAP - BASE) / 4 + i] = i == FREE_PORT / 32 ? 0xffc3ffff : -1;
    }
    for (int i = 0; i < 0x400; i++) {
      words[(DATA - BASE) / 4 + i] = 0x01030307 * i + 0x76543210;
    }
    return words;
  }

  private static void put(int[] words, int address, long descriptor) {
    words[(address - BASE) / 4] = (int) descriptor;
    words[(address - BASE) / 4 + 1] = (int) (descriptor >>> 32);
  }
}

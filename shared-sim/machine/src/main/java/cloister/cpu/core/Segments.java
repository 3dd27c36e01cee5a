package cloister.cpu.core;

import cloister.bits.Bits;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * The segment registers with their hidden parts, the descriptor caches (SDM 3, 3.4.3).
 *
 * <p>Public arrays on purpose: they are the processor's registers, indexed by {@link #ES} to {@link
 * #TR}. {@code rights} are bits 8 to 15 and 20 to 23 of the descriptor's high word, in place.
 */
public final class Segments implements Saveable {
  public static final int ES = 0;
  public static final int CS = 1;
  public static final int SS = 2;
  public static final int DS = 3;
  public static final int FS = 4;
  public static final int GS = 5;
  public static final int LDTR = 6;
  public static final int TR = 7;
  public static final int COUNT = 8;

  /** As the manual writes them. */
  public static final String[] NAMES = {"ES", "CS", "SS", "DS", "FS", "GS", "LDTR", "TR"};

  public static final int EASY_READ = 1;
  public static final int EASY_WRITE = 2;

  public final int[] selector = new int[COUNT];
  public final int[] base = new int[COUNT];

  /** Highest offset, with the granularity applied. */
  public final int[] limit = new int[COUNT];

  public final int[] rights = new int[COUNT];

  /** What needs no more than a comparison with the limit; derived from rights and limit. */
  public final int[] easy = new int[COUNT];

  /** Where the readable ones begin in {@link #flat}. */
  public static final int READABLE_BITS = 8;

  private static final int BUSY_TASK_32 = 11;

  /** Of a 32-bit task-state segment (SDM 3, 8.2.1): the end of SS2. */
  private static final int LAST_BYTE_OF_STACKS = 25;

  private int flat;

  private Runnable onLoad = () -> {};

  /** After power-up or RESET (SDM 3, table 10-1). */
  void reset() {
    for (int register = 0; register < LDTR; register++) {
      set(register, 0, 0, 0xffff, Rights.REAL_MODE);
    }
    set(CS, 0xf000, 0xffff0000, 0xffff, Rights.REAL_MODE);
    set(LDTR, 0, 0, 0xffff, Rights.PRESENT | 2 << 8);
    set(TR, 0, 0, 0xffff, Rights.PRESENT | 11 << 8);
  }

  /** Loads register and cache. */
  public void set(int register, int selector, int base, int limit, int rights) {
    set(register, selector, base, limit, rights, easy(limit, rights));
  }

  /** The same, where {@link #easy(int, int)} has been asked before. */
  public void set(int register, int selector, int base, int limit, int rights, int easy) {
    this.selector[register] = selector;
    this.base[register] = base;
    this.limit[register] = limit;
    this.rights[register] = rights;
    this.easy[register] = easy;
    noteFlat(register);
    if (Rights.isBig(rights)) {
      onLoad.run();
    }
  }

  /** What to do when a segment of 32-bit code, or with a 32-bit stack pointer, was loaded. */
  public void onLoad(Runnable action) {
    onLoad = action;
  }

  /** Loads a null selector: the segment cannot be used. */
  public void setNull(int register, int selector) {
    set(register, selector, 0, 0, 0, 0);
  }

  /** Loads a segment register in real mode: only selector and base change. */
  public void setReal(int register, int selector) {
    set(register, selector, selector << 4, limit[register], rights[register]);
  }

  /** Loads a segment register in virtual-8086 mode: 64 KiB for ring 3 to read and write. */
  public void setVirtual(int register, int selector) {
    set(register, selector, selector << 4, 0xffff, Rights.REAL_MODE | 3 << 13);
  }

  /** True when the cached descriptor makes the segment usable. */
  public boolean usable(int register) {
    return (rights[register] & Rights.PRESENT) != 0;
  }

  /**
   * A bit for every register whose segment is all of linear memory and may be written, and {@link
   * #READABLE_BITS} above it one for those that may be read.
   */
  public int flat() {
    return flat;
  }

  /** True when the task-state segment has a 32-bit stack pointer for every inner ring. */
  public boolean hasAllStacks() {
    return Rights.type(rights[TR]) == BUSY_TASK_32 && !Bits.below(limit[TR], LAST_BYTE_OF_STACKS);
  }

  /** True when a return to a ring takes no data segment away, which is too far inside for it. */
  public boolean keepsAllIn(int ring) {
    return keepsIn(ring, ES) && keepsIn(ring, DS) && keepsIn(ring, FS) && keepsIn(ring, GS);
  }

  private boolean keepsIn(int ring, int register) {
    boolean isNull =
        (selector[register] | base[register] | limit[register] | rights[register]) == 0;
    return isNull || !isTooFarInside(register, ring);
  }

  /** True for what a return to a ring takes away (SDM 2, IRET). */
  public boolean isTooFarInside(int register, int ring) {
    return !Rights.isConforming(rights[register]) && Rights.dpl(rights[register]) < ring;
  }

  private void noteFlat(int register) {
    boolean all = base[register] == 0 && limit[register] == -1 && register <= GS;
    int bits = all ? easy[register] >>> 1 | (easy[register] & EASY_READ) << READABLE_BITS : 0;
    flat = flat & ~((1 | 1 << READABLE_BITS) << register) | bits << register;
  }

  @Override
  public void save(StateWriter out) {
    out.writeInts(selector);
    out.writeInts(base);
    out.writeInts(limit);
    out.writeInts(rights);
  }

  @Override
  public void load(StateReader in) {
    in.readInts(selector);
    in.readInts(base);
    in.readInts(limit);
    in.readInts(rights);
    for (int register = 0; register < COUNT; register++) {
      easy[register] = easy(limit[register], rights[register]);
      noteFlat(register);
    }
  }

  /** What accesses through such a segment need no more than a comparison with its limit. */
  public static int easy(int limit, int rights) {
    int bits = 0;
    boolean usable = (rights & Rights.PRESENT) != 0;
    boolean roomy = limit < 0 || limit >= 7;
    if (usable && roomy && !Rights.isExpandDown(rights)) {
      bits |= Rights.isReadable(rights) ? EASY_READ : 0;
      bits |= Rights.isWritable(rights) ? EASY_WRITE : 0;
    }
    return bits;
  }
}

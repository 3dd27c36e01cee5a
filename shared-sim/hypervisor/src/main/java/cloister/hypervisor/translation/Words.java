package cloister.hypervisor.translation;

/**
 * What translations reach through GS: offsets of words in the page before the cache. The guest's
 * own segments end below it.
 */
public final class Words {
  /** The interrupt flag that the guest believes to have, at its place in EFLAGS. */
  public static final int INTERRUPT_FLAG = 0;

  /** The I/O privilege level that it believes to have, at its place in EFLAGS. */
  public static final int IO_PRIVILEGE = 4;

  /** 1 while an interrupt waits for the guest to let it in. */
  public static final int WAITING = 8;

  /** The guest's EAX and ECX while translations need these registers themselves. */
  static final int EAX = 0x10;

  static final int ECX = 0x14;

  /** The guest's address that an indirect jump leads to. */
  static final int TARGET = 0x18;

  /** And the translation's, once it was found. */
  static final int FOUND = 0x1C;

  /**
   * How many instructions a guest may still do, those of the unit that runs already taken off; less
   * than 2<sup>24</sup>. Below 0 it leaves before the unit.
   */
  public static final int LEFT = 0x20;

  /** Pairs of words, by the low byte of the address: a guest's address, and its translation's. */
  static final int TABLE = 0x800;

  static final int TABLE_ENTRIES = 256;

  /** The same where units are counted: a larger table, by the low half of the address. */
  static final int WIDE_TABLE = 0x4000;

  static final int WIDE_TABLE_ENTRIES = 0x10000;

  private Words() {}
}

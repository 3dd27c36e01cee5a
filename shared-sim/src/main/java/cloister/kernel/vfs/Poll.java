package cloister.kernel.vfs;

/** Bits of poll(2). */
public final class Poll {
  public static final int IN = 1;
  public static final int OUT = 4;
  public static final int ERROR = 8;
  public static final int HANG_UP = 16;
  public static final int INVALID = 32;

  /** The other side sends no more. */
  public static final int READ_HANG_UP = 0x2000;

  private Poll() {}
}

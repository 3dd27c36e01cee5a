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

  /** The normal bands, which stand beside {@link #IN} and {@link #OUT}. */
  public static final int READ_NORMAL = 0x40;

  public static final int WRITE_NORMAL = 0x100;

  /** What is told whether it was asked for or not. */
  public static final int ALWAYS = ERROR | HANG_UP;

  private Poll() {}

  /** With the bits of the normal bands. */
  public static int whole(int bits) {
    int normal = ((bits & IN) != 0 ? READ_NORMAL : 0) | ((bits & OUT) != 0 ? WRITE_NORMAL : 0);
    return bits | normal;
  }
}

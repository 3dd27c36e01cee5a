package cloister.asm.encode;

/** What a number loses when it is stored in few bytes. */
public final class Truncation {
  private Truncation() {}

  /** True when the value fits, read as signed or as unsigned. */
  public static boolean harmless(long value, int bytes) {
    if (bytes >= 8) {
      return true;
    }
    long limit = 1L << 8 * bytes;
    return value >= -limit / 2 && value < limit;
  }
}

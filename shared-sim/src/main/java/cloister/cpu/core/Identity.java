package cloister.cpu.core;

/** What CPUID says of this processor (SDM 2, CPUID). */
public final class Identity {
  /** Family 6, model 6, stepping 1; also in EDX after reset. */
  public static final int SIGNATURE = 0x661;

  /** FPU, time-stamp counter, CMPXCHG8B, CMOVcc, FXSAVE. */
  public static final int FEATURES = 1 | 1 << 4 | 1 << 8 | 1 << 15 | 1 << 24;

  public static final int HIGHEST_LEAF = 1;

  private static final String VENDOR = "CloisterIA32";

  private Identity() {}

  /** Four characters of the vendor string, as EBX, EDX and ECX carry them. */
  public static int vendorWord(int index) {
    int word = 0;
    for (int i = 3; i >= 0; i--) {
      word = word << 8 | VENDOR.charAt(4 * index + i);
    }
    return word;
  }
}

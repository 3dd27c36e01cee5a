package cloister.cpu.core;

/** What CPUID says of this processor (SDM 2, CPUID). */
public final class Identity {
  /** Family 6, model 6, stepping 1; also in EDX after reset. */
  public static final int SIGNATURE = 0x661;

  /** Time-stamp counter, CMPXCHG8B, CMOVcc. */
  public static final int FEATURES = 1 << 4 | 1 << 8 | 1 << 15;

  /** Bit of ECX in leaf 7. */
  public static final int LEAF_7_UMIP = 1 << 2;

  /** Physical and linear addresses have 32 bits: leaf 0x80000008. */
  public static final int ADDRESS_BITS = 32 << 8 | 32;

  private static final int FPU = 1;
  private static final int DE = 1 << 2;
  private static final int PSE = 1 << 3;
  private static final int MSR = 1 << 5;
  private static final int PAE = 1 << 6;
  private static final int APIC = 1 << 9;
  private static final int SEP = 1 << 11;
  private static final int PGE = 1 << 13;
  private static final int PAT = 1 << 16;
  private static final int NX = 1 << 20;
  private static final int FXSR = 1 << 24;

  private static final String BRAND = "Cloister IA-32 processor";

  private static final String VENDOR = "CloisterIA32";

  private Identity() {}

  public static int highestLeaf(Features features) {
    return features.userModePrevention() ? 7 : 1;
  }

  /**
   * EDX of leaf 1.
   *
   * @param apicEnabled what IA32_APIC_BASE says; switched off, the APIC is not told of
   */
  public static int features(Features features, boolean apicEnabled) {
    return FEATURES
        | DE
        | MSR
        | PAT
        | (features.floatingPoint() ? FPU | FXSR : 0)
        | (features.pageSize() ? PSE : 0)
        | (features.wideEntries() ? PAE : 0)
        | (features.localApic() && apicEnabled ? APIC : 0)
        | (features.fastSystemCall() ? SEP : 0)
        | (features.globalPages() ? PGE : 0);
  }

  /** EDX of leaf 0x80000001. */
  public static int extendedFeatures(Features features) {
    return features.noExecute() ? NX : 0;
  }

  /** Four characters of the processor's name, as leaves 0x80000002 to 0x80000004 carry it. */
  public static int brandWord(int index) {
    int word = 0;
    for (int i = 3; i >= 0; i--) {
      int at = 4 * index + i;
      word = word << 8 | (at < BRAND.length() ? BRAND.charAt(at) : 0);
    }
    return word;
  }

  /** Four characters of the vendor string, as EBX, EDX and ECX carry them. */
  public static int vendorWord(int index) {
    int word = 0;
    for (int i = 3; i >= 0; i--) {
      word = word << 8 | VENDOR.charAt(4 * index + i);
    }
    return word;
  }
}

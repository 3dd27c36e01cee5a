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

  private static final int EXTENDED = 0x80000000;
  private static final int HIGHEST_EXTENDED = 0x80000008;

  private static final String BRAND = "Cloister IA-32 processor";

  private static final String VENDOR = "CloisterIA32";

  private Identity() {}

  public static int highestLeaf(Features features) {
    return features.tellsPrevention() ? 7 : 1;
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

  /**
   * What CPUID answers.
   *
   * @param leaf as asked for in EAX
   * @param apicEnabled what IA32_APIC_BASE says
   * @param virtualization ECX of leaf 1
   * @return EAX, EBX, ECX and EDX
   */
  public static int[] leaf(int leaf, Features features, boolean apicEnabled, int virtualization) {
    int highest = highestLeaf(features);
    if (leaf >= EXTENDED && leaf <= HIGHEST_EXTENDED) {
      return extended(leaf, features);
    }
    if (leaf == 0) {
      return new int[] {highest, vendorWord(0), vendorWord(2), vendorWord(1)};
    }
    if (leaf == 7 && features.tellsPrevention()) {
      return new int[] {0, 0, LEAF_7_UMIP, 0};
    }
    return leaf > 1 && leaf < highest
        ? new int[4]
        : new int[] {SIGNATURE, 0, virtualization, features(features, apicEnabled)};
  }

  private static int[] extended(int leaf, Features features) {
    return switch (leaf) {
      case EXTENDED -> new int[] {HIGHEST_EXTENDED, 0, 0, 0};
      case EXTENDED + 1 -> new int[] {0, 0, 0, extendedFeatures(features)};
      case EXTENDED + 2, EXTENDED + 3, EXTENDED + 4 -> {
        int first = 4 * (leaf - EXTENDED - 2);
        yield new int[] {
          brandWord(first), brandWord(first + 1), brandWord(first + 2), brandWord(first + 3)
        };
      }
      case HIGHEST_EXTENDED -> new int[] {ADDRESS_BITS, 0, 0, 0};
      default -> new int[4];
    };
  }
}

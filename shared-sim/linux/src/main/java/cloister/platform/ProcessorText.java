package cloister.platform;

import cloister.cpu.core.Features;
import cloister.cpu.core.Identity;
import cloister.kernel.time.KernelTime;

/** What {@code /proc/cpuinfo} says of the one processor, from what CPUID answers (proc(5)). */
final class ProcessorText {
  /** Linux's names of the bits of EDX, leaf 1; nothing for those that have none. */
  private static final String[] NAMES = {
    "fpu", "vme", "de", "pse", "tsc", "msr", "pae", "mce", "cx8", "apic", "", "sep", "mtrr", "pge",
    "mca", "cmov", "pat", "pse36", "pn", "clflush", "", "dts", "acpi", "mmx", "fxsr", "sse", "sse2",
    "ss", "ht", "tm", "ia64", "pbe"
  };

  private ProcessorText() {}

  static String of(Features features) {
    int megahertz = 1000 / KernelTime.NANOS_PER_TICK;
    int signature = Identity.SIGNATURE;
    String unit = features.floatingPoint() ? "yes\n" : "no\n";
    return "processor\t: 0\nvendor_id\t: "
        + text(3, true)
        + "\ncpu family\t: "
        + (signature >> 8 & 15)
        + "\nmodel\t\t: "
        + (signature >> 4 & 15)
        + "\nmodel name\t: "
        + text(12, false)
        + "\nstepping\t: "
        + (signature & 15)
        + "\ncpu MHz\t\t: "
        + megahertz
        + ".000\nfdiv_bug\t: no\nf00f_bug\t: no\ncoma_bug\t: no\nfpu\t\t: "
        + unit
        + "fpu_exception\t: "
        + unit
        + "cpuid level\t: "
        + Identity.highestLeaf(features)
        + "\nwp\t\t: yes\nflags\t\t:"
        + flags(features)
        + "\nbugs\t\t:\nbogomips\t: "
        + 2 * megahertz
        + ".00\nclflush size\t: 32\ncache_alignment\t: 32\n"
        + "address sizes\t: 32 bits physical, 32 bits virtual\npower management:\n\n";
  }

  private static String flags(Features features) {
    StringBuilder text = new StringBuilder();
    int bits = Identity.features(features, false);
    for (int bit = 0; bit < NAMES.length; bit++) {
      if ((bits >>> bit & 1) != 0 && !NAMES[bit].isEmpty()) {
        text.append(' ').append(NAMES[bit]);
      }
    }
    return text.append(Identity.extendedFeatures(features) != 0 ? " nx" : "").toString();
  }

  private static String text(int words, boolean vendor) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4 * words; i++) {
      int word = vendor ? Identity.vendorWord(i / 4) : Identity.brandWord(i / 4);
      char c = (char) (word >>> 8 * (i & 3) & 0xff);
      text.append(c == 0 ? "" : c);
    }
    return text.toString();
  }
}

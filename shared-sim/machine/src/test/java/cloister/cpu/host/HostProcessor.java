package cloister.cpu.host;

import cloister.cpu.decode.Op;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far the host's processor decides what the manual leaves undefined. Ours follows AMD EPYC,
 * family 25, of the newer models (Zen 4). The older ones (Zen 3) differ in one thing: their bit
 * scans leave the flags that the newer ones set.
 */
enum HostProcessor {
  REFERENCE,
  SIBLING,
  FOREIGN;

  private static final int AMD_FAMILY = 25;

  static HostProcessor ofThisMachine() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
    boolean amd = lines.stream().anyMatch(line -> line.matches("vendor_id\\s*: AuthenticAMD"));
    if (!amd || number(lines, "cpu family") != AMD_FAMILY) {
      return FOREIGN;
    }
    return zen3(number(lines, "model")) ? SIBLING : REFERENCE;
  }

  /** Models 00 to 0F and 20 to 5F of the family (AMD revision guides 56683 and 57253). */
  private static boolean zen3(int model) {
    return model < 0x10 || model >= 0x20 && model < 0x60;
  }

  private static int number(List<String> lines, String name) {
    Pattern pattern = Pattern.compile(name + "\\s*: (\\d+)");
    for (String line : lines) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.matches()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    return -1;
  }

  /** False when results, not flags alone, may differ where the manual leaves them open. */
  boolean decidesResults() {
    return this != FOREIGN;
  }

  /** The flags that this host may leave otherwise than ours after an instruction. */
  int undefinedFlags(int op) {
    return switch (this) {
      case REFERENCE -> 0;
      case SIBLING -> op == Op.BSF || op == Op.BSR ? UndefinedFlags.of(op) : 0;
      case FOREIGN -> UndefinedFlags.of(op);
    };
  }
}

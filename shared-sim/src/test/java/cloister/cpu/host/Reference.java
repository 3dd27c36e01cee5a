package cloister.cpu.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processor family whose undefined flags ours has: AMD EPYC, family 25 (Zen 3 and Zen 4). */
final class Reference {
  private Reference() {}

  static boolean isThisHost() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
    return lines.stream().anyMatch(line -> line.matches("vendor_id\\s*: AuthenticAMD"))
        && lines.stream().anyMatch(line -> line.matches("cpu family\\s*: 25"));
  }
}

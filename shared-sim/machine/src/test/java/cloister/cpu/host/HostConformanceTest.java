package cloister.cpu.host;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloister.Oracle;
import cloister.Setting;
import cloister.cpu.decode.OpcodeTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random user-mode programs end the same on our processor and on the host's, register by register,
 * flag by flag and byte by byte, exceptions and their error codes included.
 *
 * <p>CLOISTER_FUZZ_SECONDS sets for how long (20 by default), CLOISTER_FUZZ_SEED where to begin.
 */
class HostConformanceTest {
  @TempDir Path folder;

  @BeforeEach
  void needsAnX86HostWithGcc() {
    String architecture = System.getProperty("os.arch");
    boolean x86 = architecture.equals("amd64") || architecture.equals("i386");
    assumeTrue(x86, "the host is no x86 processor but " + architecture);
    assumeTrue(System.getProperty("os.name").equals("Linux"), "the host's system is not Linux");
    Oracle.need(Files.isExecutable(Path.of("/usr/bin/gcc")), "gcc is not installed");
  }

  @Test
  void randomProgramsEndAsOnTheHost() throws IOException, InterruptedException {
    long seconds = Setting.seconds("CLOISTER_FUZZ_SECONDS", 20);
    long seed = Setting.of("CLOISTER_FUZZ_SEED", 1);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    HostProcessor processor = HostProcessor.ofThisMachine();
    Tally tally = new Tally();
    try (NativeRunner host = NativeRunner.start(folder)) {
      GuestRunner guest = new GuestRunner(host);
      Comparison comparison = new Comparison(host, guest, processor, tally);
      while (System.nanoTime() < end && tally.differences.isEmpty()) {
        Dice dice = new Dice(seed++);
        comparison.batch(new ProgramGenerator(dice, new OpcodeTable(), processor));
      }
    }
    System.out.println(tally.summary(processor));
    assertTrue(tally.differences.isEmpty(), () -> "differences " + tally.reports());
    assertTrue(tally.compared > 0, "nothing was compared");
  }
}

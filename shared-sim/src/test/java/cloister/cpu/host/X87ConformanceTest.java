package cloister.cpu.host;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.OpcodeTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random x87 instructions leave the same registers, status, tags, memory and flags on our processor
 * and on the host's; transcendental results may differ in the last place.
 *
 * <p>CLOISTER_FUZZ_SECONDS sets for how long (10 by default), CLOISTER_FUZZ_SEED where to begin,
 * CLOISTER_FUZZ_X87 the one mnemonic to try.
 */
class X87ConformanceTest {
  private static final int STATUS_FLAGS = 0x8d5;

  private final Map<String, String> differences = new TreeMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, Integer> lastPlace = new TreeMap<>();
  private long compared;
  @TempDir Path folder;

  @BeforeEach
  void needsTheReferenceWithGcc() throws IOException {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "the host's system is not Linux");
    assumeTrue(
        HostProcessor.ofThisMachine().decidesResults(),
        "the host is not the processor that we follow");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "gcc is not installed");
  }

  @Test
  void randomInstructionsLeaveWhatTheHostLeaves() throws IOException, InterruptedException {
    long end = System.nanoTime() + setting("CLOISTER_FUZZ_SECONDS", 10) * 1_000_000_000L;
    long seed = setting("CLOISTER_FUZZ_SEED", 1);
    String only = System.getenv().getOrDefault("CLOISTER_FUZZ_X87", "");
    X87Guest guest = new X87Guest();
    OpcodeTable table = new OpcodeTable();
    try (X87Host host = X87Host.start(folder)) {
      while (System.nanoTime() < end) {
        batch(new X87Generator(new Dice(seed++), table, only), host, guest);
      }
    }
    System.out.println(
        compared + " x87 instructions compared with the host; last place " + lastPlace);
    assertTrue(differences.isEmpty(), () -> counts + reports());
    assertTrue(compared > 0, "nothing was compared");
  }

  private void batch(X87Generator generator, X87Host host, X87Guest guest) throws IOException {
    X87Trial[] trials = new X87Trial[X87Host.BATCH];
    for (int i = 0; i < trials.length; i++) {
      trials[i] = generator.next();
    }
    X87Trial[] expected = host.run(trials);
    for (int i = 0; i < trials.length; i++) {
      X87Trial actual = trials[i].copy();
      guest.run(actual);
      Encoding row = generator.row(actual);
      if (same(row, expected[i], actual)) {
        compared++;
      } else {
        note(row, trials[i], expected[i], actual);
      }
    }
  }

  private boolean same(Encoding row, X87Trial expected, X87Trial actual) {
    boolean function = Op.group(row.op()) == Op.FPU_FUNCTION;
    int ignored = function ? 0x200 : 0;
    boolean same =
        expected.control() == actual.control()
            && ((expected.status() ^ actual.status()) & ~ignored) == 0
            && expected.tags() == actual.tags()
            && expected.vector == actual.vector
            && expected.eax == actual.eax
            && ((expected.eflags ^ actual.eflags) & STATUS_FLAGS) == 0
            && expected.sameMemory(actual);
    for (int i = 0; i < 8 && same; i++) {
      same = sameRegister(row, function, i, expected, actual);
    }
    return same;
  }

  private boolean sameRegister(
      Encoding row, boolean function, int i, X87Trial expected, X87Trial actual) {
    boolean equal =
        expected.signExponent(i) == actual.signExponent(i)
            && expected.high(i) == actual.high(i)
            && expected.low(i) == actual.low(i);
    if (equal || !function) {
      return equal;
    }
    boolean near = lastPlaces(expected, actual, i) == 1;
    if (near) {
      lastPlace.merge(row.names().at32(), 1, Integer::sum);
    }
    return near;
  }

  /** Distance in units of the last place, the numbers of one sign being in a row. */
  private static long lastPlaces(X87Trial expected, X87Trial actual, int i) {
    long a = significand(expected, i);
    long b = significand(actual, i);
    int exponents = actual.signExponent(i) - expected.signExponent(i);
    return switch (exponents) {
      case 0 -> Math.abs(a - b);
      case 1 -> a == -1 && b == Long.MIN_VALUE ? 1 : Long.MAX_VALUE;
      case -1 -> b == -1 && a == Long.MIN_VALUE ? 1 : Long.MAX_VALUE;
      default -> Long.MAX_VALUE;
    };
  }

  private static long significand(X87Trial trial, int i) {
    return (long) trial.high(i) << 32 | trial.low(i) & 0xffffffffL;
  }

  private void note(Encoding row, X87Trial before, X87Trial expected, X87Trial actual) {
    String name = row.names().at32();
    counts.merge(name, 1, Integer::sum);
    differences.putIfAbsent(
        name,
        "\n\n"
            + name
            + " "
            + row.operands()
            + "\nbefore "
            + before.describe()
            + "\nhost "
            + expected.describe()
            + "\nours "
            + actual.describe());
  }

  private String reports() {
    StringBuilder text = new StringBuilder();
    differences.values().forEach(text::append);
    return text.toString();
  }

  private static long setting(String name, long otherwise) {
    String value = System.getenv(name);
    return value == null ? otherwise : Long.parseLong(value);
  }
}

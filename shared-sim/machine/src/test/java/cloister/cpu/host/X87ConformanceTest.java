package cloister.cpu.host;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloister.Oracle;
import cloister.Setting;
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
 * and on the host's; transcendental results may differ in the last place. On a host of another
 * family than the one we follow that last place may be the one between the smallest normal number
 * and a denormal one, and so decide the tag and whether there was an underflow.
 *
 * <p>CLOISTER_FUZZ_SECONDS sets for how long (10 by default), CLOISTER_FUZZ_SEED where to begin,
 * CLOISTER_FUZZ_X87 the one mnemonic to try.
 */
class X87ConformanceTest {
  private static final int STATUS_FLAGS = 0x8d5;

  /** C1 of the status word: the last place was rounded away from zero. */
  private static final int ROUNDED_UP = 1 << 9;

  /** Underflow, in the status word and in the mask of the control word. */
  private static final int UE = 1 << 4;

  private final Map<String, String> differences = new TreeMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, Integer> lastPlace = new TreeMap<>();
  private long compared;
  private HostProcessor processor;
  @TempDir Path folder;

  @BeforeEach
  void needsAnX86HostWithGcc() throws IOException {
    String architecture = System.getProperty("os.arch");
    boolean x86 = architecture.equals("amd64") || architecture.equals("i386");
    assumeTrue(x86, "the host is no x86 processor but " + architecture);
    assumeTrue(System.getProperty("os.name").equals("Linux"), "the host's system is not Linux");
    processor = HostProcessor.ofThisMachine();
    Oracle.need(Files.isExecutable(Path.of("/usr/bin/gcc")), "gcc is not installed");
  }

  @Test
  void randomInstructionsLeaveWhatTheHostLeaves() throws IOException, InterruptedException {
    long end = System.nanoTime() + Setting.seconds("CLOISTER_FUZZ_SECONDS", 10) * 1_000_000_000L;
    long seed = Setting.of("CLOISTER_FUZZ_SEED", 1);
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
    boolean tinyMayDiffer = !processor.decidesResults() && (function || row.op() == Op.FSCALE);
    if (tinyMayDiffer && oneTookTrapForUnderflow(expected, actual)) {
      return true;
    }
    int ignored = function ? ROUNDED_UP : 0;
    ignored |= tinyMayDiffer ? UE : 0;
    boolean same =
        expected.control() == actual.control()
            && ((expected.status() ^ actual.status()) & ~ignored) == 0
            && (tinyMayDiffer || expected.tags() == actual.tags())
            && expected.vector == actual.vector
            && expected.eax == actual.eax
            && ((expected.eflags ^ actual.eflags) & STATUS_FLAGS) == 0
            && expected.sameMemory(actual);
    for (int i = 0; i < 8 && same; i++) {
      same = sameRegister(row, function, i, expected, actual);
    }
    return same;
  }

  /** Unmasked, an underflow leaves a scaled result: nothing to compare with one without. */
  private static boolean oneTookTrapForUnderflow(X87Trial expected, X87Trial actual) {
    boolean unmasked = (expected.control() & UE) == 0;
    return unmasked && ((expected.status() ^ actual.status()) & UE) != 0;
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
    if (tiny(expected, i) && tiny(actual, i) && Math.abs(exponents) <= 1) {
      return Math.abs(a - b);
    }
    return switch (exponents) {
      case 0 -> Math.abs(a - b);
      case 1 -> a == -1 && b == Long.MIN_VALUE ? 1 : Long.MAX_VALUE;
      case -1 -> b == -1 && a == Long.MIN_VALUE ? 1 : Long.MAX_VALUE;
      default -> Long.MAX_VALUE;
    };
  }

  /** Denormal, or normal with their exponent: the two have one scale. */
  private static boolean tiny(X87Trial trial, int i) {
    return (trial.signExponent(i) & 0x7fff) <= 1;
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
}

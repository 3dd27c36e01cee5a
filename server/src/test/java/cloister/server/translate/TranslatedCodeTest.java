package cloister.server.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.machine.Bare;
import cloister.machine.Digest;
import cloister.machine.RomImage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random programs, translated and interpreted, must agree wherever they are stopped. */
class TranslatedCodeTest {
  private static final int MEMORY = 1 << 20;
  private static final int PROGRAMS = 60;
  private static final int ROUNDS = 100;

  @ParameterizedTest
  @EnumSource
  void programsDoTheSame(RandomRom.Ground ground) {
    CountingHost host = new CountingHost();
    long first = setting("CLOISTER_FUZZ_SEED", 1);
    long programs = setting("CLOISTER_FUZZ_PROGRAMS", PROGRAMS);
    for (long seed = first; seed < first + programs; seed++) {
      String program = new RandomProgram(new Random(seed)).text(ROUNDS);
      compare(ground, program, host, seed);
    }
    assertTrue(host.regions() > programs, host.regions() + " regions");
  }

  private static long setting(String name, long otherwise) {
    String value = System.getenv(name);
    return value == null ? otherwise : Long.parseLong(value);
  }

  private static void compare(
      RandomRom.Ground ground, String program, CountingHost host, long seed) {
    byte[] rom = RandomRom.of(ground, program);
    Bare interpreted = machine(rom);
    Bare translated = machine(rom);
    translated.cpu().translateWith(host);
    Random random = new Random(seed);
    int steps = 0;
    for (int slice = 0; slice < 300 && !interpreted.stopped(); slice++) {
      int most = 1 + random.nextInt(random.nextInt(4) == 0 ? 3 : 2000);
      String where = ground + ", seed " + seed + ", after " + steps + " steps, then " + most;
      int done = interpreted.run(most);
      assertEquals(done, translated.run(most), where);
      assertEquals(
          Digest.of(interpreted, interpreted.memory()),
          Digest.of(translated, translated.memory()),
          () -> where + "\n" + difference(interpreted, translated) + "\n" + program);
      steps += done;
    }
  }

  private static String difference(Bare expected, Bare actual) {
    StringBuilder text = new StringBuilder();
    for (int register = 0; register < 8; register++) {
      text.append(
          "%d: %08x %08x%n"
              .formatted(
                  register, expected.cpu().general[register], actual.cpu().general[register]));
    }
    text.append("eip %08x %08x%n".formatted(expected.cpu().eip(), actual.cpu().eip()));
    text.append("flags %08x %08x%n".formatted(expected.cpu().eflags(), actual.cpu().eflags()));
    text.append(
        "retired %d %d%n"
            .formatted(expected.cpu().instructionsLow(), actual.cpu().instructionsLow()));
    return text.toString();
  }

  private static Bare machine(byte[] rom) {
    return new Bare(MEMORY, List.of(RomImage.bios(rom)), value -> {});
  }
}

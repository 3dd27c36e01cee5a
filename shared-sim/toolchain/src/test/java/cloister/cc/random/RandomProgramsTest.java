package cloister.cc.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.Setting;
import cloister.cc.Difference;
import cloister.cc.Gcc;
import cloister.cc.Gcc.Outcome;
import cloister.cc.Ours;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random programs print the same when our compiler made them, at every level, and when gcc did.
 *
 * <p>CLOISTER_FUZZ_SECONDS sets for how long (20 by default), CLOISTER_FUZZ_SEED where to begin.
 */
class RandomProgramsTest {
  private static final int AT_ONCE = 4;

  /** Small programs are easy to look into, large ones have more of everything in one function. */
  private static final List<Integer> SIZES = List.of(2, 6, 6, 12);

  private static final List<String> LEVELS = List.of("-O0", "-O1", "-O2 -fomit-frame-pointer");

  @TempDir Path folder;

  @Test
  void randomProgramsPrintWhatGccMakesThemPrint() throws IOException {
    Gcc.need();
    long end = System.nanoTime() + Setting.seconds("CLOISTER_FUZZ_SECONDS", 20) * 1_000_000_000L;
    long seed = Setting.of("CLOISTER_FUZZ_SEED", 1);
    do {
      List<Path> sources = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        sources.add(written(seed++));
      }
      assertEquals("", String.join("\n", differences(sources)));
    } while (System.nanoTime() < end);
  }

  private Path written(long seed) throws IOException {
    Path source = folder.resolve("seed" + seed + ".c");
    int size = SIZES.get((int) (seed % SIZES.size()));
    return Files.writeString(source, ProgramGenerator.program(seed, size));
  }

  private static List<String> differences(List<Path> sources) {
    List<Outcome> expected = Gcc.runAll(sources, List.of("-O0"));
    List<String> problems = new ArrayList<>();
    for (String level : LEVELS) {
      List<Outcome> ours = Ours.runAll(sources, List.of(level.split(" ")));
      for (int i = 0; i < sources.size(); i++) {
        if (!ours.get(i).equals(expected.get(i))) {
          problems.add(level + " " + Difference.of(sources.get(i), expected.get(i), ours.get(i)));
        }
      }
    }
    return problems;
  }
}

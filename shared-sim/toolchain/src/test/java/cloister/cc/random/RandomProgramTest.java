package cloister.cc.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.Setting;
import cloister.cc.Gcc;
import cloister.cc.Gcc.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The random programs mean one thing only: gcc gives the same output whether it optimizes or not.
 *
 * <p>CLOISTER_FUZZ_SEED sets the first seed, CLOISTER_FUZZ_PROGRAMS how many follow.
 */
@Tag("full")
class RandomProgramTest {
  private static final int SIZE = 6;

  @TempDir Path folder;

  @Test
  void theSeedDeterminesTheProgram() {
    assertEquals(ProgramGenerator.program(5, SIZE), ProgramGenerator.program(5, SIZE));
    assertNotEquals(ProgramGenerator.program(5, SIZE), ProgramGenerator.program(6, SIZE));
  }

  @Test
  void gccAgreesWithItself() throws IOException {
    Gcc.need();
    long first = Setting.of("CLOISTER_FUZZ_SEED", 1);
    List<Path> sources = new ArrayList<>();
    for (long seed = first; seed < first + Setting.of("CLOISTER_FUZZ_PROGRAMS", 12); seed++) {
      Path source = folder.resolve("seed" + seed + ".c");
      Files.writeString(source, ProgramGenerator.program(seed, SIZE));
      sources.add(source);
    }
    List<Outcome> plain = Gcc.runAll(sources, List.of("-O0"));
    List<Outcome> optimized = Gcc.runAll(sources, List.of("-O2"));
    for (int i = 0; i < sources.size(); i++) {
      String name = sources.get(i).getFileName().toString();
      assertTrue(plain.get(i).compiled(), name + " is refused: " + plain.get(i).output());
      assertTrue(plain.get(i).output().contains("checksum "), name + " " + plain.get(i));
      assertEquals(plain.get(i), optimized.get(i), name);
    }
  }
}

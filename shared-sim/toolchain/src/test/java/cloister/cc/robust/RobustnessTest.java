package cloister.cc.robust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.Setting;
import cloister.cc.Corpus;
import cloister.cc.Ours;
import cloister.cc.Problems;
import cloister.cc.random.Dice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever its source is, the compiler comes to an end in good time, with an object or with errors
 * but never both, and with the same ones each time.
 *
 * <p>CLOISTER_FUZZ_SECONDS sets for how long mutated sources are tried (15 by default),
 * CLOISTER_FUZZ_SEED where to begin.
 */
class RobustnessTest {
  private static final List<String> LEVELS = List.of("-O0", "-O1", "-O2");
  private static final Bound BOUND = new Bound(Duration.ofMinutes(5), 60_000, 6_000);

  @TempDir Path folder;

  @Test
  void mutatedSourcesEndInAnObjectOrInErrors() throws Exception {
    List<Path> sources = new ArrayList<>(Corpus.features());
    sources.addAll(Corpus.programs());
    sources.addAll(Corpus.errors());
    long end = System.nanoTime() + Setting.seconds("CLOISTER_FUZZ_SECONDS", 15) * 1_000_000_000L;
    long seed = Setting.of("CLOISTER_FUZZ_SEED", 1);
    do {
      Dice dice = new Dice(seed);
      Path source = dice.oneOf(sources);
      String text = Files.readString(source, StandardCharsets.ISO_8859_1);
      String mutated = Mutation.ofC(dice).of(text);
      holds("seed " + seed + " of " + source.getFileName(), mutated, dice.oneOf(LEVELS));
      seed++;
    } while (System.nanoTime() < end);
  }

  @Tag("full")
  @Test
  void everyConstructMayBeNestedDeeply() throws Exception {
    for (int depth : List.of(3, 60, 1_000, 30_000)) {
      for (int form = 0; form < Nesting.forms(); form++) {
        String text = Nesting.program(form, depth);
        String shown = text.substring(0, Math.min(100, text.length()));
        holds("form " + form + " " + depth + " deep: " + shown, text, "-O1");
      }
    }
  }

  private void holds(String name, String text, String level) throws Exception {
    Files.writeString(folder.resolve("a.c"), text, StandardCharsets.ISO_8859_1);
    Ours.Made once = BOUND.hold(name, () -> made(name, level));
    Ours.Made again = made(name, level);
    assertEquals(Problems.of(once.diagnostics()), Problems.of(again.diagnostics()), name);
    assertEquals(once.diagnostics().anyError(), once.files().isEmpty(), name);
    if (!once.files().isEmpty()) {
      assertArrayEquals(once.bytes(), again.bytes(), name);
    }
  }

  private Ours.Made made(String name, String level) {
    try {
      return Ours.make(folder, List.of("-c", level, "a.c"));
    } catch (RuntimeException | StackOverflowError broken) {
      throw new AssertionError(name, broken);
    }
  }
}

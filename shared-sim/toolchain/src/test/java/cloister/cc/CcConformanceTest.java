package cloister.cc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.cc.Gcc.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The corpus's programs print and end the same when our compiler made them and when gcc did. */
class CcConformanceTest {
  private static List<Path> sources;
  private static List<Outcome> expected;

  @BeforeAll
  static void runTheOthers() {
    Gcc.need();
    sources = new ArrayList<>(Corpus.features());
    sources.addAll(Corpus.programs());
    expected = Gcc.runAll(sources, List.of("-O0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-O0", "-O1", "-O2", "-O2 -fomit-frame-pointer"})
  void programsDoWhatGccMakesThemDo(String flags) {
    List<Outcome> ours = Ours.runAll(sources, List.of(flags.split(" ")));
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      if (!ours.get(i).equals(expected.get(i))) {
        problems.add(Difference.of(sources.get(i), expected.get(i), ours.get(i)));
      }
    }
    assertEquals("", String.join("\n", problems));
  }
}

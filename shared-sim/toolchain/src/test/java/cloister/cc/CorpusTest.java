package cloister.cc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cc.Corpus.Expectation;
import cloister.cc.Gcc.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The corpus itself is right: gcc understands it, and no result depends on the optimizer. */
class CorpusTest {
  private static final int MAX_LINES = 500;

  @BeforeAll
  static void needsGcc() {
    Gcc.need();
  }

  @Test
  void isAsLargeAsItWas() {
    assertTrue(Corpus.features().size() >= 340, "features " + Corpus.features().size());
    assertTrue(Corpus.programs().size() >= 20, "programs " + Corpus.programs().size());
    assertTrue(Corpus.errors().size() >= 291, "errors " + Corpus.errors().size());
  }

  @Test
  void namesAreUnique() {
    TreeSet<String> seen = new TreeSet<>();
    List<String> twice = new ArrayList<>();
    for (Path file : all()) {
      if (!seen.add(file.getFileName().toString())) {
        twice.add(file.getFileName().toString());
      }
    }
    assertEquals(List.of(), twice);
  }

  @Test
  void noFileIsTooLong() {
    List<String> tooLong = new ArrayList<>();
    for (Path file : all()) {
      if (Corpus.read(file).lines().count() > MAX_LINES) {
        tooLong.add(file.toString());
      }
    }
    assertEquals(List.of(), tooLong);
  }

  @Tag("full")
  @Test
  void programsDoTheSameWhenOptimized() {
    List<Path> sources = new ArrayList<>(Corpus.features());
    sources.addAll(Corpus.programs());
    List<Outcome> plain = Gcc.runAll(sources, List.of("-O0"));
    List<Outcome> optimized = Gcc.runAll(sources, List.of("-O2"));
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      String problem = problem(plain.get(i), optimized.get(i));
      if (!problem.isEmpty()) {
        problems.add(sources.get(i).getFileName() + problem);
      }
    }
    assertEquals(List.of(), problems);
  }

  private static String problem(Outcome plain, Outcome optimized) {
    if (!plain.compiled()) {
      return " is refused: " + plain.output();
    }
    // From 128 on a status cannot be told from death by a signal.
    if (plain.status() < 0 || plain.status() >= 128) {
      return " ended with " + plain.status();
    }
    if (plain.output().isBlank()) {
      return " printed nothing";
    }
    return plain.equals(optimized) ? "" : " gave " + plain + " and then " + optimized;
  }

  @Test
  void wrongProgramsAreWrong() {
    List<Path> sources = Corpus.errors();
    List<String> logs = Gcc.checkAll(sources, List.of("-Wall", "-Wextra", "-pedantic"));
    List<String> unseen = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      // How grave a mistake is taken depends on the year of the compiler.
      if (logs.get(i).lines().noneMatch(l -> l.contains(" error: ") || l.contains(" warning: "))) {
        unseen.add(sources.get(i).getFileName() + " " + logs.get(i));
      }
    }
    assertEquals(List.of(), unseen);
  }

  @Test
  void expectationsPointIntoTheirFile() {
    List<String> outside = new ArrayList<>();
    for (Path file : Corpus.errors()) {
      Expectation expectation = Corpus.expectation(file);
      List<String> lines = Corpus.read(file).lines().toList();
      // The end of the file is the first place behind its last line.
      boolean atEnd = expectation.line() == lines.size() + 1 && expectation.column() == 1;
      boolean inside =
          atEnd
              || expectation.line() > 1
                  && expectation.line() <= lines.size()
                  && expectation.column() >= 1
                  && expectation.column() <= lines.get(expectation.line() - 1).length() + 1;
      if (!inside) {
        outside.add(file.getFileName().toString());
      }
    }
    assertEquals(List.of(), outside);
  }

  private static List<Path> all() {
    List<Path> files = new ArrayList<>(Corpus.features());
    files.addAll(Corpus.programs());
    files.addAll(Corpus.errors());
    return files;
  }
}

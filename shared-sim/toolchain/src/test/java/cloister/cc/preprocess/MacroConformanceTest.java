package cloister.cc.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.Setting;
import cloister.cc.report.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random macros come to the same tokens as with GCC's preprocessor.
 *
 * <p>CLOISTER_MACRO_SOURCES sets how many sources (200 by default), CLOISTER_FUZZ_SEED where to
 * begin.
 */
@Tag("full")
class MacroConformanceTest {
  @TempDir Path folder;

  @Test
  void randomMacrosComeToTheTokensOfGcc() throws IOException, InterruptedException {
    Gcc gcc = Gcc.in(folder);
    long first = Setting.of("CLOISTER_FUZZ_SEED", 1);
    long count = Setting.of("CLOISTER_MACRO_SOURCES", 200);
    List<String> different = new ArrayList<>();
    int good = 0;
    for (long seed = first; seed < first + count; seed++) {
      Path source = folder.resolve("source.c");
      String text = new MacroCorpus(seed).source();
      Files.writeString(source, text);
      Gcc.Result wanted = gcc.preprocess(source);
      Diagnostics diagnostics = new Diagnostics();
      List<String> ours = Gcc.ours(source, List.of(), diagnostics);
      String about = "seed " + seed + "\n" + text + "\nours " + ours + "\ngcc  " + wanted.tokens();
      if (wanted.good() == diagnostics.anyError()) {
        different.add("one has errors: " + about + diagnostics.all());
      } else if (!diagnostics.full() && !isSame(wanted, ours)) {
        different.add(about);
      }
      good += wanted.good() ? 1 : 0;
    }
    System.out.println("sources without errors: " + good + " of " + count);
    assertEquals("", String.join("\n\n", different.subList(0, Math.min(2, different.size()))));
    assertTrue(good > count / 10, "only " + good + " are without errors");
  }

  /** Behind an error, GCC writes tokens side by side that were apart. */
  private static boolean isSame(Gcc.Result wanted, List<String> ours) {
    List<String> theirs = tight(wanted.tokens());
    return wanted.good()
        ? theirs.equals(tight(ours))
        : String.join("", theirs).equals(String.join("", tight(ours)));
  }

  /**
   * Strings without their spaces: how many macros without tokens it takes to make one is a matter
   * of taste.
   */
  private static List<String> tight(List<String> tokens) {
    return tokens.stream()
        .map(token -> token.startsWith("\"") ? token.replace(" ", "") : token)
        .toList();
  }
}

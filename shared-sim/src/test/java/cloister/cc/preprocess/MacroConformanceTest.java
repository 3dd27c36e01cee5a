package cloister.cc.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cc.report.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random macros come to the same tokens as with GCC's preprocessor.
 *
 * <p>CLOISTER_MACRO_SOURCES sets how many sources (200 by default), CLOISTER_FUZZ_SEED where to
 * begin.
 */
class MacroConformanceTest {
  @TempDir Path folder;

  @Test
  void randomMacrosComeToTheTokensOfGcc() throws IOException, InterruptedException {
    Gcc gcc = Gcc.in(folder);
    long first = setting("CLOISTER_FUZZ_SEED", 1);
    long count = setting("CLOISTER_MACRO_SOURCES", 200);
    List<String> different = new ArrayList<>();
    int compared = 0;
    for (long seed = first; seed < first + count; seed++) {
      Path source = folder.resolve("source.c");
      String text = new MacroCorpus(seed).source();
      Files.writeString(source, text);
      Optional<List<String>> wanted = gcc.preprocess(source);
      Diagnostics diagnostics = new Diagnostics();
      List<String> ours = Gcc.ours(source, List.of(), diagnostics);
      String about = "seed " + seed + "\n" + text + "\nours " + ours + "\ngcc  " + wanted;
      if (wanted.isPresent() == diagnostics.anyError()) {
        different.add("one has errors: " + about + diagnostics.all());
      } else if (wanted.isPresent() && !wanted.get().equals(ours)) {
        different.add(about);
      }
      compared += wanted.isPresent() ? 1 : 0;
    }
    System.out.println("sources compared with GCC: " + compared + " of " + count);
    assertEquals("", String.join("\n\n", different.subList(0, Math.min(2, different.size()))));
    assertTrue(compared > count / 4, "only " + compared + " were compared");
  }

  private static long setting(String name, long otherwise) {
    String value = System.getenv(name);
    return value == null ? otherwise : Long.parseLong(value);
  }
}

package cloister.cc.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that double and doubles that nest end with a message, soon. */
@Tag("full")
class LimitTest {
  private static void assertStops(String source, String message) {
    List<String> problems = Sample.problemsOf(source);
    assertTrue(problems.getFirst().contains(message), problems.toString());
    assertEquals(1, problems.size());
  }

  private static String doubling(String first, String step) {
    StringBuilder source = new StringBuilder(first);
    for (int i = 1; i < 60; i++) {
      source.append(step.replace("OLD", "M" + (i - 1)).replace("NEW", "M" + i));
    }
    return source.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#define NEW OLD OLD\n",
        "#define NEW (OLD(OLD))\n",
        "#define NEW OLD +OLD\n#if NEW\n#endif\n"
      })
  void aMacroThatDoublesIsStopped(String step) {
    assertStops(doubling("#define M0 x\n", step) + "M59", "too much text");
  }

  @Test
  void aTextThatDoublesIsStopped() {
    String step = "#define NEW(x) OLD(x##x)\n";
    assertStops(doubling("#define M0(x) x\n", step) + "M59(a)", "too much text");
    String quote = "#define NEW(x) OLD(#x #x)\n";
    assertStops(doubling("#define M0(x) x\n", quote) + "M59(a)", "too much text");
  }

  @Test
  void aFileThatIncludesItselfIsStopped() {
    assertStops("#include \"main.c\"\n", "200 is the most");
    Sample sample = Sample.of("#include \"a.h\"\n");
    for (int i = 0; i < 40; i++) {
      String next = "#include \"" + (char) ('b' + i) + ".h\"\n";
      sample.with((char) ('a' + i) + ".h", next + next);
    }
    sample.with((char) ('a' + 40) + ".h", " ".repeat(100_000)).tokens();
    assertTrue(sample.problems().getFirst().contains("headers are too long"), "not stopped");
  }

  @Test
  void deepNestingIsStopped() {
    int deep = 20_000;
    assertStops("#define f(x) x\n" + "f(".repeat(deep) + ")".repeat(deep), "200 is the most");
    assertStops("#if " + "(".repeat(deep) + "1" + ")".repeat(deep) + "\n#endif\n", "200 is");
    assertStops("#if " + "!".repeat(deep) + "1\n#endif\n", "200 is the most");
    assertStops("#if " + "1?".repeat(deep) + "1\n#endif\n", "200 is the most");
    assertStops("#if 1\n".repeat(deep), "1000 is the most");
  }

  @Test
  void longChainsAreNoTrouble() {
    StringBuilder source = new StringBuilder("#define M0 end\n");
    for (int i = 1; i < 5000; i++) {
      source.append("#define M").append(i).append(" M").append(i - 1).append('\n');
    }
    assertEquals("end", Sample.textOf(source.append("M4999").toString()));
    assertEquals("1", Sample.textOf("#if 0" + "+1".repeat(20_000) + "\n1\n#endif"));
    String skipped = "#if 0\n".repeat(20_000) + "#endif\n".repeat(20_000);
    assertEquals("", Sample.textOf(skipped));
  }
}

package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  @TempDir private Path folder;

  @Test
  void ourKernelInFiveWays() {
    CommandLineRun run = CommandLineRun.of("compare");
    assertEquals(0, run.status(), run.err());
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.get(1).startsWith("bare") && lines.get(1).contains("reference"), run.out());
    assertTrue(lines.get(2).contains("different"), run.out());
    assertTrue(lines.get(3).startsWith("binary-translation halted       state"), run.out());
    assertTrue(lines.get(4).startsWith("paravirtualization halted       console"), run.out());
    assertTrue(lines.get(5).startsWith("vmx                halted       state"), run.out());
    assertTrue(lines.get(6).startsWith("trap-and-emulate: popf lies after "), run.out());
  }

  /** What the lesson compare/counted asks about the page, which shows the same counts. */
  @Test
  void waysDifferAsTheLessonSays() {
    List<String> lines = CommandLineRun.of("compare", "--csv").out().lines().toList();
    List<String> names = List.of(lines.getFirst().split(","));
    int others = names.indexOf("others");
    int crossings = names.indexOf("crossings");
    List<String[]> rows = lines.stream().skip(1).map(line -> line.split(",")).toList();
    String[] bare = rows.get(0);
    String[] translation = rows.get(2);
    String[] paravirtual = rows.get(3);
    String[] vtX = rows.get(4);
    List<Integer> besides =
        List.of(bare, vtX, paravirtual, translation).stream()
            .map(row -> Integer.parseInt(row[others]))
            .toList();
    assertEquals(besides.stream().sorted().distinct().toList(), besides);
    assertEquals(bare[crossings], vtX[crossings]);
    int all = Integer.parseInt(vtX[names.indexOf("exits")]);
    assertTrue(Integer.parseInt(vtX[names.indexOf("port")]) * 4 > all * 3);
  }

  @Test
  void aLessonsGuestHasNoParavirtualBuild() {
    CommandLineRun run =
        CommandLineRun.of("compare", "virtualization/unvirtualizable", "--guest", "b", "--csv");
    assertEquals(0, run.status(), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals(5, lines.size(), run.out());
    assertTrue(lines.getFirst().startsWith("way,end,like bare,instructions,"), run.out());
  }

  @Test
  void aKernelThatDoesNotAssembleIsNamedWithItsLine() throws Exception {
    Path kernel = folder.resolve("mine.asm");
    Files.writeString(kernel, "bits 32\norg 0x7C00\nnonsense eax\n");
    CommandLineRun run = CommandLineRun.of("compare", kernel.toString());
    assertEquals(2, run.status());
    assertTrue(run.err().contains("mine.asm: Line 3: "), run.err());
  }
}

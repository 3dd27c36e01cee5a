package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CcCommandTest {
  @TempDir private Path folder;

  private CommandLineRun cc(String text, String... more) throws IOException {
    Path source = Files.writeString(folder.resolve("a.c"), text);
    String[] arguments = {"cc", source.toString(), "-o", folder.resolve("a.out").toString()};
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandLineRun.of(all);
  }

  @Test
  void aProgramCanBeExecuted() throws IOException {
    CommandLineRun run = cc("int main(void) { return 0; }\n");
    assertEquals(0, run.status(), run.err());
    assertTrue(Files.isExecutable(folder.resolve("a.out")));
  }

  @Test
  void errorsHaveTheirPlaceAndLeaveNoFile() throws IOException {
    CommandLineRun run = cc("int main(void) { return x; }\n");
    assertEquals(1, run.status());
    assertTrue(run.err().contains("a.c:1:25: error: "), run.err());
    assertTrue(Files.notExists(folder.resolve("a.out")));
  }

  @Test
  void aWrongFlagIsWrongUsage() throws IOException {
    CommandLineRun run = cc("int main(void) { return 0; }\n", "-z");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("-z"), run.err());
  }

  /** As generated code has them. */
  @Test
  void chainsMayBeLong() throws IOException {
    assertEquals(0, cc(sum(3_900)).status());
    CommandLineRun run = cc(sum(4_100));
    assertEquals(1, run.status());
    assertTrue(run.err().contains("4000"), run.err());
  }

  private static String sum(int terms) {
    return "int a; int main(void) { return a" + " + a".repeat(terms) + "; }\n";
  }
}

package cloister.cc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cc.Gcc.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What C89 let pass is an error unless the flags ask for C89, for leniency or for silence. */
class PermissiveTest {
  private static final String OLD =
      """
      static int told;
      tell(n) { told += n; return; }
      main() {
        int *numbers = malloc(8);
        char *bytes = numbers;
        int address = bytes;
        int *again = address;
        again[1] = 3;
        tell(numbers[1]);
        tell(later(4));
        nothing();
        return told != 14;
      }
      later(n) { return n * 2; }
      void nothing() { return tell(3); }
      """;

  @TempDir private Path folder;
  private Path source;

  @BeforeEach
  void write() throws IOException {
    source = folder.resolve("old.c");
    Files.writeString(source, OLD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-fpermissive", "-w", "-ansi", "-std=c89", "-std=gnu90"})
  void oldProgramsAreTakenWhenAskedFor(String flag) {
    Gcc.need();
    assertEquals(new Outcome(true, "", 0), Ours.run(source, List.of("-O1", flag)));
  }

  @Test
  void otherwiseTheyHaveErrors() {
    List<String> problems = Problems.of(Ours.make(folder, List.of("old.c")).diagnostics());
    List<String> errors = problems.stream().filter(one -> one.contains(" error ")).toList();
    assertEquals(
        List.of("2:22+6", "5:17+7", "6:17+5", "7:16+7", "10:8+5", "11:3+7", "15:25+4"),
        errors.stream().map(one -> one.substring(0, one.indexOf(' '))).toList());
    assertTrue(problems.stream().anyMatch(one -> one.contains("warning The function malloc")));
  }
}

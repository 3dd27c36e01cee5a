package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever file a subcommand cannot use: one line that names it, status 2, nothing printed. */
class UnreadableFileTest {
  private static final byte[] NO_UTF_8 = {(byte) 0xff, (byte) 0xfe, 0};

  @TempDir private Path folder;

  private void refused(String file, String... arguments) {
    CommandLineRun run = CommandLineRun.of(arguments);
    assertEquals(2, run.status(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(file), run.err());
    assertEquals("", run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"asm", "disasm", "run", "lesson test"})
  void aFileThatIsNotThere(String subcommand) {
    String file = folder.resolve("none").toString();
    refused(file, with(subcommand, file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"asm", "disasm", "run"})
  void aFolderInItsPlace(String subcommand) {
    refused(folder.toString(), with(subcommand, folder.toString()));
  }

  @Test
  void aFolderAsADisk() {
    CommandLineRun run = CommandLineRun.of("boot", "--disk", folder.toString());
    assertEquals(2, run.status(), run.err());
    assertTrue(run.err().contains(folder + ": Is a directory"), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"asm", "run"})
  void aFileThatIsNotText(String subcommand) throws IOException {
    String file = Files.write(folder.resolve("picture"), NO_UTF_8).toString();
    refused(file, with(subcommand, file));
  }

  @Test
  void aPlaceWhereNothingCanBeWritten() throws IOException {
    String source = Files.writeString(folder.resolve("a.asm"), "nop\n").toString();
    String output = folder.resolve("no/such/a.bin").toString();
    refused(output, "asm", source, "-o", output);
    refused(folder.toString(), "asm", source, "-o", folder.toString());
  }

  @Test
  void aCourseWithoutItsFiles() throws IOException {
    Path course = folder.resolve("course.yaml");
    Files.createDirectory(folder.resolve("part"));
    Files.writeString(
        course,
        "title: A\nparts:\n  - id: part\n    title: P\n    summary: S\n    lessons: [part/one]\n");
    refused("glossary.yaml", "lesson", "test", folder.toString());
    Files.write(course, NO_UTF_8);
    refused(course.toString(), "lesson", "test", folder.toString());
  }

  private String[] with(String subcommand, String file) {
    String output = folder.resolve("a.bin").toString();
    return switch (subcommand) {
      case "asm" -> new String[] {"asm", file, "-o", output};
      case "lesson test" -> new String[] {"lesson", "test", file};
      default -> new String[] {subcommand, file};
    };
  }
}

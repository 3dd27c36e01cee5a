package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonCommandTest {
  private static final Path COURSE = Path.of("../lessons/course");
  private static final String LESSON = "rings/wall-and-gate";

  @Test
  void soundLessonIsProved() {
    CommandLineRun run = CommandLineRun.of("lesson", "test", COURSE.toString(), LESSON);
    assertEquals(0, run.status(), run.out() + run.err());
    assertEquals(List.of(LESSON + ": proved"), run.out().lines().toList());
    assertEquals("", run.err());
  }

  @Test
  void lessonThatIsNotProvedIsStatusOne(@TempDir Path folder) throws IOException {
    copy(COURSE, folder);
    Files.writeString(folder.resolve(LESSON).resolve("solution.scn"), "run 46\n");
    CommandLineRun run =
        CommandLineRun.of("lesson", "test", folder.toString(), "rings/machine", LESSON);
    assertEquals(1, run.status(), run.out() + run.err());
    assertTrue(run.out().contains("the solution does not pass predict-cli"), run.out());
    assertTrue(run.out().contains("rings/machine: proved"), run.out());
  }

  @Test
  void helpNamesTheArguments() {
    CommandLineRun run = CommandLineRun.of("lesson", "test", "--help");
    assertEquals(0, run.status());
    assertTrue(run.out().contains("COURSE_DIR"), run.out());
    assertTrue(run.out().contains("ID"), run.out());
  }

  @Test
  void previewNeedsACourseAndAPort(@TempDir Path folder) {
    CommandLineRun nowhere = CommandLineRun.of("lesson", "preview", folder.toString());
    assertEquals(2, nowhere.status());
    assertTrue(nowhere.err().contains("there is no course.yaml in"), nowhere.err());
    CommandLineRun port =
        CommandLineRun.of("lesson", "preview", COURSE.toString(), "--port", "70000");
    assertEquals(2, port.status());
    assertTrue(port.err().contains("--port"), port.err());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isRegularFile(file)) {
          Files.createDirectories(target.getParent());
          Files.copy(file, target);
        }
      }
    }
  }
}

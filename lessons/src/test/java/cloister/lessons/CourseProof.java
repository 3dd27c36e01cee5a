package cloister.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.world.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The proofs of the course's lessons, in two halves that run at the same time.
 *
 * <p>CLOISTER_PROOF_SECONDS sets for how long of each lesson's proof its wrong logs are played
 * twice (1 by default, 6 in the full run); {@code lesson test} plays all of them twice.
 */
final class CourseProof {
  private static final Path COURSE = Path.of("course");

  private CourseProof() {}

  static void prove(String id) throws Exception {
    String usual = Boolean.getBoolean("cloister.full") ? "6" : "1";
    String seconds = System.getenv().getOrDefault("CLOISTER_PROOF_SECONDS", usual);
    long end = System.nanoTime() + Long.parseLong(seconds) * 1_000_000_000L;
    assertEquals(
        List.of(), LessonTest.prove(Course.read(COURSE), id, () -> System.nanoTime() - end < 0));
  }

  /** The lessons on the Linux host, or all others. */
  static List<String> lessons(boolean onLinux) throws Exception {
    Course course = Course.read(COURSE);
    List<String> some = new ArrayList<>();
    for (String id : course.lessonIds()) {
      LessonSource source = LessonSource.read(course.folder(id));
      if (source.frontMatter().sim().model().equals(Scenario.LINUX) == onLinux) {
        some.add(id);
      }
    }
    return some;
  }
}

package cloister.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.world.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The proofs of the course's lessons, in two halves that run at the same time. */
final class CourseProof {
  private static final Path COURSE = Path.of("course");

  private CourseProof() {}

  static void prove(String id) throws Exception {
    assertEquals(List.of(), LessonTest.prove(Course.read(COURSE), id));
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

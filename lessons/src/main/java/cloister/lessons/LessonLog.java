package cloister.lessons;

import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Script;
import cloister.world.lesson.Lesson;
import cloister.world.lesson.TaskSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A solution or wrong log as a session records it, and what it comes to, for those who replay it on
 * another host.
 *
 * @param passed ids of the tasks that it passes
 * @param digest of the machine at its end
 */
public record LessonLog(
    String lesson, String name, List<Command> commands, List<String> passed, String digest) {
  private static final String SOLUTION = "solution";

  public LessonLog {
    commands = List.copyOf(commands);
    passed = List.copyOf(passed);
  }

  /** Whether it passes all tasks, or fails one on purpose. */
  public boolean isSolution() {
    return name.equals(SOLUTION);
  }

  /** The solution and the wrong logs of every lesson of a course, a lesson's solution first. */
  public static List<LessonLog> all(Path courseFolder) throws IOException {
    return of(courseFolder, List.of());
  }

  /** The solutions of all lessons of a course. */
  public static List<LessonLog> solutions(Path courseFolder) throws IOException {
    return of(courseFolder, List.of(), false);
  }

  /** The solution and the wrong logs of some lessons of a course; of all where none is named. */
  public static List<LessonLog> of(Path courseFolder, List<String> ids) throws IOException {
    return of(courseFolder, ids, true);
  }

  private static List<LessonLog> of(Path courseFolder, List<String> ids, boolean wrongOnes)
      throws IOException {
    List<LessonLog> logs = new ArrayList<>();
    try {
      Course course = Course.read(courseFolder);
      for (String id : ids.isEmpty() ? course.allIds() : ids) {
        LessonSource source = LessonSource.read(course.folder(id));
        Lesson lesson = Lesson.of(Bundle.of(course, source), "");
        logs.add(of(lesson, SOLUTION, source.solution()));
        for (Path wrong : wrongOnes ? source.wrongLogs() : List.<Path>of()) {
          logs.add(of(lesson, wrong.getFileName().toString(), LessonSource.script(wrong)));
        }
      }
    } catch (LessonException e) {
      throw new IOException(e.getMessage(), e);
    } catch (InvalidInput e) {
      throw new IOException(Words.of(e), e);
    }
    return logs;
  }

  private static LessonLog of(Lesson lesson, String name, Script script) throws InvalidInput {
    Attempt attempt = Attempt.of(lesson, script);
    List<String> passed = new ArrayList<>();
    for (TaskSession task : attempt.tasks()) {
      if (task.passed()) {
        passed.add(task.task().id());
      }
    }
    return new LessonLog(
        lesson.id(),
        name,
        attempt.world().log().commands(),
        passed,
        attempt.world().timeline().digest());
  }
}

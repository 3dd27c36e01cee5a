package cloister.lessons;

import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Program;
import cloister.world.Script;
import cloister.world.lesson.Lesson;
import cloister.world.lesson.TaskSession;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Proves a lesson: it can be solved and cannot be passed by accident, its wrong logs fail where
 * they say and are helped, everything happens twice in the same way.
 */
public final class LessonTest {
  private static final int LEAST_WRONG_LOGS = 3;

  private final Course course;
  private final LessonSource source;
  private final BooleanSupplier timeLeft;
  private final List<String> failures = new ArrayList<>();

  private LessonTest(Course course, LessonSource source, BooleanSupplier timeLeft) {
    this.course = course;
    this.source = source;
    this.timeLeft = timeLeft;
  }

  /** Arguments: the course's folder, then ids of lessons; all when there is none. */
  public static void main(String[] arguments) throws IOException {
    List<String> ids = List.of(arguments).subList(1, arguments.length);
    System.exit(run(Path.of(arguments[0]), ids, System.out) ? 0 : 1);
  }

  /** Proves lessons and says what is wrong with them; true when nothing is. */
  public static boolean run(Path courseFolder, List<String> ids, PrintStream out)
      throws IOException {
    boolean good = true;
    try {
      Course course = Course.read(courseFolder);
      for (String id : ids.isEmpty() ? course.allIds() : ids) {
        List<String> failures = prove(course, id);
        out.println(id + (failures.isEmpty() ? ": proved" : ":"));
        failures.forEach(failure -> out.println("  " + failure));
        good &= failures.isEmpty();
      }
    } catch (LessonException e) {
      out.println(e.getMessage());
      good = false;
    }
    return good;
  }

  /** What is wrong with a lesson; nothing when it is proved. */
  static List<String> prove(Course course, String id) throws IOException {
    return prove(course, id, () -> true);
  }

  /**
   * @param timeLeft whether what was played may be played once more; solutions are in any case
   */
  static List<String> prove(Course course, String id, BooleanSupplier timeLeft) throws IOException {
    try {
      LessonSource source = LessonSource.read(course.folder(id));
      LessonRules.check(course, source);
      LessonTest test = new LessonTest(course, source, timeLeft);
      test.prove();
      return test.failures;
    } catch (LessonException e) {
      return List.of(e.getMessage());
    }
  }

  private void prove() throws IOException, LessonException {
    Lesson lesson = lesson();
    for (String locale : source.locales()) {
      LessonCompiler.translated(course, source, locale);
    }
    Script solution = source.solution();
    hintsKeepTheSolution(solution);
    for (int seed : source.frontMatter().sim().seeds()) {
      Lesson seeded = lesson.withSeed(seed);
      startPassesNothing(seeded, seed);
      solutionPassesEverything(seeded, seed, solution);
    }
    List<Path> wrongLogs = source.wrongLogs();
    if (wrongLogs.size() < LEAST_WRONG_LOGS) {
      failures.add("at least " + LEAST_WRONG_LOGS + " wrong logs are needed");
    }
    for (Path wrong : wrongLogs) {
      wrongLogFails(lesson, wrong);
    }
  }

  /** The bundle as the simulator reads it; its mistakes are located in the front matter. */
  private Lesson lesson() throws LessonException {
    try {
      return Lesson.of(Bundle.of(course, source), "");
    } catch (InvalidInput e) {
      throw source.head().locate(e);
    }
  }

  private void startPassesNothing(Lesson lesson, int seed) throws LessonException {
    Attempt start = attempt(lesson, source.start(), "start");
    for (Program program : start.world().programs()) {
      if (program.hasErrors()) {
        failures.add(program.file().name() + " does not assemble");
      }
    }
    for (String path : source.markdown().seen()) {
      String symbol = Things.symbol(path);
      if (!symbol.isEmpty() && start.world().symbol(symbol).isEmpty()) {
        failures.add("see:" + path + ": no program has this symbol");
      } else if (!symbol.isEmpty() && !Things.hasLine(source.scenario(), path)) {
        failures.add("see:" + path + ": no program has this line");
      }
    }
    for (TaskSession task : start.tasks()) {
      if (task.passed()) {
        failures.add("the start passes " + task.task().id() + ", seed " + seed);
      }
    }
  }

  private void solutionPassesEverything(Lesson lesson, int seed, Script solution)
      throws LessonException {
    Attempt first = attempt(lesson, solution, "solution");
    for (TaskSession task : first.tasks()) {
      String id = task.task().id();
      if (!task.passed()) {
        failures.add("the solution does not pass " + id + ", seed " + seed);
      } else if (!task.firstTry()) {
        failures.add("the solution does not pass " + id + " at the first try, seed " + seed);
      } else if (task.task().par() < first.effort().get(id)) {
        failures.add(id + ": par is less than the solution's " + first.effort().get(id));
      }
    }
    if (first.steps() > lesson.scenario().budget()) {
      failures.add("the solution takes more steps than the budget allows");
    }
    happensTwice(lesson, first, "solution");
  }

  private void wrongLogFails(Lesson lesson, Path file) throws IOException, LessonException {
    String name = file.getFileName().toString();
    Script script = LessonSource.script(file);
    String named = script.fails().orElse("");
    Attempt attempt = attempt(lesson, script, name);
    boolean found = false;
    for (TaskSession task : attempt.tasks()) {
      String id = task.task().id();
      if (id.equals(named)) {
        found = true;
        if (task.passed()) {
          failures.add(name + " passes " + id);
        }
        if (!task.moreHints()) {
          failures.add(name + ": no hint of " + id + " fits");
        }
      } else if (!found && !task.passed()) {
        failures.add(name + " fails at " + id + " already");
      }
    }
    if (!found) {
      failures.add(name + " does not say which task it fails");
    }
    if (timeLeft.getAsBoolean()) {
      happensTwice(lesson, attempt, name);
    }
  }

  /** The log as it was recorded gives the same outcome again. */
  private void happensTwice(Lesson lesson, Attempt first, String name) throws LessonException {
    try {
      List<Command> log = first.world().log().commands();
      String again = Attempt.replay(lesson, log).outcome();
      if (!again.equals(first.outcome())) {
        failures.add(name + " has two outcomes: " + first.outcome() + " and " + again);
      }
    } catch (InvalidInput e) {
      throw new LessonException(name, 0, Words.of(e));
    }
  }

  /** No hint may be copied from the solution. */
  private void hintsKeepTheSolution(Script solution) {
    List<String> secrets = new ArrayList<>();
    for (Script.Entry entry : solution.entries()) {
      if (entry instanceof Script.Entry.Do(Command.Load load)) {
        load.text().lines().map(LessonTest::squeezed).filter(this::isNew).forEach(secrets::add);
      } else if (entry instanceof Script.Entry.Do(Command command)) {
        secrets.add(squeezed(Script.write(List.of(command)).replace("\"", "")));
      }
    }
    for (FrontMatter.Task task : source.frontMatter().tasks()) {
      for (FrontMatter.Hint hint : task.hints()) {
        for (String secret : secrets) {
          if (squeezed(hint.text().replace("`", "")).contains(secret)) {
            failures.add(task.id() + ": a hint holds the solution's " + secret);
          }
        }
      }
    }
  }

  /** True for a line that is in none of the files that the learner begins with. */
  private boolean isNew(String line) {
    return line.length() > 3
        && source.scenario().files().stream()
            .flatMap(file -> file.text().lines())
            .noneMatch(old -> squeezed(old).equals(line));
  }

  private static String squeezed(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static Attempt attempt(Lesson lesson, Script script, String name) throws LessonException {
    try {
      return Attempt.of(lesson, script);
    } catch (InvalidInput e) {
      throw new LessonException(name, 0, Words.of(e));
    }
  }
}

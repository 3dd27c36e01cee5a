package cloister.lessons;

import cloister.cpu.decode.OpcodeTable;
import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Script;
import cloister.world.Tools;
import cloister.world.World;
import cloister.world.lesson.EventName;
import cloister.world.lesson.Lesson;
import cloister.world.lesson.LessonSession;
import cloister.world.lesson.TaskSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A log played through a lesson: which tasks it passes, and where it leaves the machine. */
final class Attempt {
  private static final Tools TOOLS = SystemFiles.tools(new OpcodeTable());

  private final LessonSession session;
  private final Map<String, Integer> effort = new LinkedHashMap<>();
  private long steps;

  private Attempt(Lesson lesson) {
    session = new LessonSession(new World(TOOLS, lesson.scenario()), lesson);
  }

  static Attempt of(Lesson lesson, Script script) throws InvalidInput {
    Attempt attempt = new Attempt(lesson);
    for (Script.Entry entry : script.entries()) {
      attempt.play(entry);
    }
    return attempt;
  }

  /** The same commands once more, as a session would have logged them. */
  static Attempt replay(Lesson lesson, List<Command> log) throws InvalidInput {
    Attempt attempt = new Attempt(lesson);
    for (Command command : log) {
      attempt.session.apply(command);
    }
    return attempt;
  }

  World world() {
    return session.world();
  }

  List<TaskSession> tasks() {
    return session.tasks();
  }

  /** True when the task is passed. */
  boolean passes(String task) {
    return session.tasks().stream()
        .anyMatch(each -> each.task().id().equals(task) && each.passed());
  }

  /** How many commands each passed task took since the one before it. */
  Map<String, Integer> effort() {
    return effort;
  }

  /** Steps that were run, back and forth. */
  long steps() {
    return steps;
  }

  /** What must be equal when the same log is played again. */
  String outcome() {
    StringBuilder outcome = new StringBuilder(world().timeline().digest());
    for (TaskSession task : session.tasks()) {
      outcome.append(' ').append(task.task().id()).append('@').append(task.passedAt());
      outcome.append(task.firstTry() ? " first" : "");
    }
    return outcome.toString();
  }

  private void play(Script.Entry entry) throws InvalidInput {
    int before = world().step();
    Command.Run on = new Command.Run(world().scenario().budget());
    switch (entry) {
      case Script.Entry.Do(Command command) -> session.apply(command);
      case Script.Entry.UntilEnd() -> session.apply(on);
      case Script.Entry.UntilEvent(String name) -> {
        EventName event = new EventName(name);
        session.apply(on, () -> event.in(world().timeline().moment()));
      }
    }
    steps += Math.abs(world().step() - before);
    for (TaskSession task : session.tasks()) {
      if (task.passed() && !effort.containsKey(task.task().id())) {
        effort.put(task.task().id(), world().log().commands().size() - spent());
      }
    }
  }

  private int spent() {
    return effort.values().stream().mapToInt(Integer::intValue).sum();
  }
}

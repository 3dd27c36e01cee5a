package cloister.world.run;

import cloister.cpu.decode.OpcodeTable;
import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Scenario;
import cloister.world.Script;
import cloister.world.Tools;
import cloister.world.World;
import cloister.world.lesson.EventName;
import cloister.world.lesson.Lesson;
import cloister.world.lesson.LessonSession;
import cloister.world.timeline.StepObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replays commands in a world of its own. What a live world has no room for ({@link World#room}) is
 * refused, so a log that was made live is always accepted.
 */
public final class Replay {
  private final World world;
  private final Optional<LessonSession> session;

  private Replay(World world, Optional<LessonSession> session) {
    this.world = world;
    this.session = session;
  }

  public static Replay of(OpcodeTable opcodes, Scenario scenario) {
    return of(Tools.of(opcodes), scenario);
  }

  public static Replay of(Tools tools, Scenario scenario) {
    return new Replay(new World(tools, scenario), Optional.empty());
  }

  /** A replay that also watches the tasks of a lesson. */
  public static Replay of(OpcodeTable opcodes, Lesson lesson) {
    return of(Tools.of(opcodes), lesson, List.of());
  }

  /** A replay that also watches the tasks of a lesson. */
  public static Replay of(Tools tools, Lesson lesson) {
    return of(tools, lesson, List.of());
  }

  /** A replay for somebody who has passed some of the lesson's tasks in other sessions. */
  public static Replay of(Tools tools, Lesson lesson, List<String> passedBefore) {
    World world = new World(tools, lesson.scenario());
    return new Replay(world, Optional.of(new LessonSession(world, lesson, passedBefore)));
  }

  public World world() {
    return world;
  }

  public Optional<LessonSession> session() {
    return session;
  }

  /**
   * Carries out all commands.
   *
   * @throws InvalidInput naming the entry that is not acceptable
   */
  public Replay play(List<Command> log) throws InvalidInput {
    for (int i = 0; i < log.size(); i++) {
      play(log, i);
    }
    return this;
  }

  /** Carries out one command of a log. */
  void play(List<Command> log, int index) throws InvalidInput {
    String entry = "log[" + index + "]";
    try {
      apply(log.get(index), StepObserver.NONE);
    } catch (InvalidInput e) {
      throw new InvalidInput(e.field().isEmpty() ? entry : entry + "." + e.field(), e.reason());
    }
  }

  /** Carries out a script; {@code run until} becomes the number of steps that it took. */
  public Replay play(Script script) throws InvalidInput {
    for (Script.Entry entry : script.entries()) {
      switch (entry) {
        case Script.Entry.Do(Command command) -> apply(command, StepObserver.NONE);
        case Script.Entry.UntilEvent(String name) -> {
          EventName wanted = new EventName(name);
          apply(new Command.Run(world.room()), () -> wanted.in(world.timeline().moment()));
        }
        case Script.Entry.UntilEnd() -> apply(new Command.Run(world.room()), StepObserver.NONE);
      }
    }
    return this;
  }

  public RunResult result() {
    List<RunResult.TaskResult> tasks = new ArrayList<>();
    session.ifPresent(
        lesson ->
            lesson
                .tasks()
                .forEach(
                    task ->
                        tasks.add(
                            new RunResult.TaskResult(
                                task.task().id(), task.passedAt(), task.firstTry()))));
    return new RunResult(
        world.machine().cpu().instructionsLow(),
        world.machine().cpu().instructionsHigh(),
        world.step(),
        world.timeline().digest(),
        Exits.of(world.machine().guests()),
        world.machine().stopped() && !world.machine().cpu().shutDown(),
        world.machine().cpu().shutDown(),
        world.machine().consoleText(),
        session.isPresent() ? Optional.of(tasks) : Optional.empty());
  }

  private void apply(Command command, StepObserver observer) throws InvalidInput {
    if (stepsOf(command) > world.room()) {
      throw world.overBudget(command instanceof Command.Seek ? "step" : "steps");
    }
    if (session.isPresent()) {
      session.get().apply(command, observer);
    } else {
      world.apply(command, observer);
    }
  }

  /** Steps that a command may take beyond where the world was. A seek is priced by the world. */
  private int stepsOf(Command command) {
    return switch (command) {
      case Command.Run run -> run.steps();
      case Command.Seek seek -> Math.max(0, seek.step() - world.timeline().lastStep());
      case Command.Load _,
          Command.Poke _,
          Command.Type _,
          Command.Resize _,
          Command.Answer _,
          Command.Hint _ ->
          0;
    };
  }
}

package cloister.world.lesson;

import cloister.input.InvalidInput;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.Command;
import cloister.world.World;
import cloister.world.timeline.StepObserver;
import cloister.world.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * A learner in a lesson: a world, its tasks, and the commands that led here. Replaying the same
 * commands gives the same task states, however runs were cut into pieces.
 */
public final class LessonSession {
  /** Checks look at each of so many steps; afterwards only at steps with events. */
  public static final int EVERY_STEP = 20_000;

  private final World world;
  private final Lesson lesson;
  private final List<String> passedBefore;
  private final List<TaskSession> tasks = new ArrayList<>();
  private boolean changed;

  public LessonSession(World world, Lesson lesson) {
    this(world, lesson, List.of());
  }

  /**
   * A learner who comes back.
   *
   * @param passedBefore ids of tasks that were passed in other sessions of the lesson
   */
  public LessonSession(World world, Lesson lesson, List<String> passedBefore) {
    this.world = world;
    this.lesson = lesson;
    this.passedBefore = List.copyOf(passedBefore);
    for (Task task : lesson.tasks()) {
      tasks.add(new TaskSession(world, task));
    }
    observe();
    evaluate();
    changed = false;
  }

  public World world() {
    return world;
  }

  public Lesson lesson() {
    return lesson;
  }

  public List<TaskSession> tasks() {
    return tasks;
  }

  public List<String> passedBefore() {
    return passedBefore;
  }

  /**
   * True while a task that this one needs is not passed. What was passed in another session counts
   * for a question; where the machine has to show something, it must stand where the task needs it.
   */
  public boolean locked(TaskSession task) {
    for (TaskSession other : tasks) {
      String id = other.task().id();
      boolean before = task.task().asksOnly() && passedBefore.contains(id);
      if (task.task().needs().contains(id) && !other.passed() && !before) {
        return true;
      }
    }
    return false;
  }

  /** True when the next step decides a prediction that is asked for and has not been made. */
  public boolean predictionWaits() {
    for (TaskSession task : tasks) {
      if (task.waits() && !passedBefore.contains(task.task().id()) && !locked(task)) {
        return true;
      }
    }
    return false;
  }

  /** How many predictions the machine has answered, rightly or not. */
  public int decidedPredictions() {
    int decided = 0;
    for (TaskSession task : tasks) {
      decided += task.predicts() && (task.passed() || task.correct().isPresent()) ? 1 : 0;
    }
    return decided;
  }

  /** The ids of the tasks that are passed now and were not in another session. */
  public List<String> passedHere() {
    List<String> passed = new ArrayList<>();
    for (TaskSession task : tasks) {
      if (task.passed() && !passedBefore.contains(task.task().id())) {
        passed.add(task.task().id());
      }
    }
    return passed;
  }

  /**
   * Carries out a command, with somebody else watching the steps. A seek beyond the known steps is
   * two commands, as it is in the log.
   */
  public void apply(Command command, StepObserver observer) throws InvalidInput {
    permit(command);
    int known = world.timeline().lastStep();
    if (command instanceof Command.Seek(int target) && target > known) {
      apply(new Command.Seek(known), observer);
      apply(new Command.Run(target - known), observer);
      return;
    }
    StepObserver checks = this::stepped;
    world.apply(command, checks.and(observer));
    switch (command) {
      case Command.Answer answer -> {
        TaskSession task = task(answer.task());
        if (locked(task)) {
          task.tooEarly();
        } else {
          task.answer(answer.value());
        }
        changed = true;
      }
      case Command.Hint hint -> {
        task(hint.task()).hint();
        changed = true;
      }
      case Command.Load _,
          Command.Poke _,
          Command.Type _,
          Command.Resize _,
          Command.Seek _,
          Command.Run _ -> {}
    }
    observe();
    evaluate();
    if (changed) {
      world.log().close();
      changed = false;
    }
  }

  public void apply(Command command) throws InvalidInput {
    apply(command, StepObserver.NONE);
  }

  /**
   * Looks at a step within a command. Which steps beyond the fine ones are done one by one depends
   * on where commands end, so of those only the ones with events count, and of them the events.
   */
  private boolean stepped() {
    boolean eventless = world.timeline().moment().events().isEmpty();
    boolean fine = world.step() <= Timeline.FINE_STEPS;
    if (fine || !eventless) {
      observe(fine);
    }
    if (world.step() <= EVERY_STEP || !eventless) {
      evaluate();
    }
    return false;
  }

  private void observe() {
    observe(true);
  }

  private void observe(boolean whole) {
    for (TaskSession task : tasks) {
      changed |= task.observe(whole);
    }
  }

  /** In lesson order, so that a task can open the next one at the same step. */
  private void evaluate() {
    for (TaskSession task : tasks) {
      boolean settled = task.passed() && !task.task().hold();
      if (!settled && !locked(task)) {
        changed |= task.evaluate();
      }
    }
  }

  private TaskSession task(String id) throws InvalidInput {
    for (TaskSession task : tasks) {
      if (task.task().id().equals(id)) {
        return task;
      }
    }
    throw new InvalidInput("task", Message.of("error.task.unknown", Argument.code("task", id)));
  }

  private void permit(Command command) throws InvalidInput {
    String name =
        switch (command) {
          case Command.Poke poke -> "poke." + poke.path();
          case Command.Load load -> "load." + load.file();
          case Command.Type _ -> "type";
          case Command.Answer answer -> {
            task(answer.task());
            yield "";
          }
          case Command.Hint hint -> {
            task(hint.task());
            yield "";
          }
          case Command.Run _, Command.Seek _, Command.Resize _ -> "";
        };
    for (String denied : lesson.deny()) {
      if (name.equals(denied) || name.startsWith(denied + ".")) {
        throw new InvalidInput("do", Message.of("error.denied", Argument.code("command", denied)));
      }
    }
  }
}

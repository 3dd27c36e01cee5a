package cloister.world.lesson;

import cloister.codec.Json;
import cloister.message.Message;
import cloister.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One task on its way: answers, hints, and whether and when it was passed. */
public final class TaskSession {
  private final World world;
  private final Task task;
  private final Evaluator evaluator;
  private final Evidence evidence;
  private final List<Evaluator> hintConditions = new ArrayList<>();
  private final List<Evaluator> deadEnds = new ArrayList<>();
  private final Optional<Check.Answer> question;
  private final Optional<Prediction> prediction;
  private final List<Integer> hintsGiven = new ArrayList<>();
  private OptionalInt passedAt = OptionalInt.empty();
  private boolean flawless = true;
  private boolean answeredRightly;
  private Optional<Json> answered = Optional.empty();
  private Optional<Json> believed = Optional.empty();
  private Optional<Boolean> correct = Optional.empty();
  private Optional<Message> feedback = Optional.empty();

  TaskSession(World world, Task task) {
    this.world = world;
    this.task = task;
    evaluator = new Evaluator(world, task.check());
    evidence = new Evidence(world, task.check());
    for (Task.Hint hint : task.hints()) {
      hintConditions.add(new Evaluator(world, hint.when()));
    }
    for (Task.DeadEnd deadEnd : task.deadEnds()) {
      deadEnds.add(new Evaluator(world, deadEnd.when()));
    }
    question = find(task.check(), Check.Answer.class);
    prediction = find(task.check(), Check.Predict.class).map(asked -> new Prediction(world, asked));
  }

  public Task task() {
    return task;
  }

  public boolean passed() {
    return passedAt.isPresent();
  }

  /** The step at which the task was passed. */
  public OptionalInt passedAt() {
    return passedAt;
  }

  /** Passed without a wrong answer or a late prediction before it. */
  public boolean firstTry() {
    return passed() && flawless;
  }

  public Optional<Json> answered() {
    return answered;
  }

  /** True for a question that the machine answers. */
  public boolean predicts() {
    return prediction.isPresent();
  }

  /** The first answer that counted: what the learner believed before the machine had its say. */
  public Optional<Json> believed() {
    return believed;
  }

  /** Whether the latest answer was right; nothing while that is not known. */
  public Optional<Boolean> correct() {
    return correct;
  }

  public Optional<Message> feedback() {
    return feedback;
  }

  public List<Message> hintsGiven() {
    List<Message> hints = new ArrayList<>();
    for (int index : hintsGiven) {
      hints.add(Marking.prose(task.hints().get(index).text()));
    }
    return hints;
  }

  public boolean moreHints() {
    return nextHint().isPresent();
  }

  /** The last step at which a prediction counts, once the machine is beyond it; else nothing. */
  public OptionalInt retryStep() {
    return prediction.isPresent() && !passed()
        ? prediction.get().retryStep(world)
        : OptionalInt.empty();
  }

  /** What leads to the machine's answer: {@code named}, {@code ahead} or {@code open}. */
  public Optional<String> way() {
    return prediction.map(
        asked ->
            switch (asked.way(world)) {
              case NAMED -> "named";
              case AHEAD -> "ahead";
              case OPEN -> "open";
            });
  }

  /** True when the next step decides a prediction that has not been made. */
  public boolean waits() {
    return prediction.isPresent() && !passed() && prediction.get().waits(world);
  }

  /** What the machine still has to show, once the answer is right and that alone is missing. */
  public Optional<Evidence.Missing> missing() {
    boolean answerAlone = correct.isPresent() && correct.get() && !passed();
    return answerAlone ? evidence.missing() : Optional.empty();
  }

  /** The words of a dead end that the machine is in. */
  public Optional<Message> deadEnd() {
    for (int i = 0; i < deadEnds.size(); i++) {
      if (!passed() && deadEnds.get(i).holds(answeredRightly)) {
        return Optional.of(Marking.prose(task.deadEnds().get(i).text()));
      }
    }
    return Optional.empty();
  }

  /**
   * Takes note of a step; true when something about the task changed.
   *
   * @param whole whether more counts than the step's events
   */
  boolean observe(boolean whole) {
    if (prediction.isEmpty() || passed()) {
      return false;
    }
    return switch (prediction.get().observe(world, whole)) {
      case NOTHING_NEW -> false;
      case SHOWN -> true;
      case RIGHT -> {
        mark(true, Marking.right(task));
        yield true;
      }
      case WRONG -> {
        mark(false, Optional.of(Marking.feedback(task, answered.orElseThrow())));
        yield true;
      }
      case OF_CHANGED_MACHINE -> {
        feedback = Optional.of(Message.of("task.changed"));
        yield true;
      }
    };
  }

  /** Evaluates the check; true when the task's state changed. */
  boolean evaluate() {
    boolean holds = (!passed() || task.hold()) && evaluator.holds(answeredRightly);
    if (holds && !passed()) {
      passedAt = OptionalInt.of(world.step());
      return true;
    }
    if (passed() && task.hold() && !holds) {
      passedAt = OptionalInt.empty();
      return true;
    }
    return false;
  }

  /** An answer to a task that is still locked counts for nothing. */
  void tooEarly() {
    feedback = Optional.of(Message.of("task.early"));
  }

  /** Takes an answer. A task that is passed has had its answer; what is said later is practice. */
  void answer(Json value) {
    if (passed()) {
      return;
    }
    answered = Optional.of(value);
    if (prediction.isPresent()) {
      predict(value);
    } else if (question.isPresent()) {
      believed = believed.or(() -> Optional.of(value));
      boolean right = Marking.right(world, question.get(), value);
      mark(
          right,
          right
              ? Marking.right(task)
              : Optional.of(Marking.feedback(world, task, question.get(), value)));
    }
  }

  /** Gives the next hint that fits; false when there is none. */
  boolean hint() {
    OptionalInt next = nextHint();
    if (next.isPresent()) {
      hintsGiven.add(next.getAsInt());
    }
    return next.isPresent();
  }

  /** A prediction that comes too late is none. */
  private void predict(Json value) {
    if (prediction.get().everShown()) {
      flawless = false;
    }
    if (prediction.get().answer(world, value)) {
      believed = believed.or(() -> Optional.of(value));
      correct = Optional.empty();
      feedback =
          Prediction.changed(world) ? Optional.of(Message.of("task.changed")) : Optional.empty();
    } else {
      answered = Optional.empty();
      answeredRightly = false;
      flawless = false;
      correct = Optional.empty();
      feedback = Optional.of(Message.of("task.late"));
    }
  }

  private void mark(boolean right, Optional<Message> words) {
    answeredRightly = right;
    flawless &= right;
    correct = Optional.of(right);
    feedback = words;
  }

  private OptionalInt nextHint() {
    for (int i = 0; i < task.hints().size(); i++) {
      if (!hintsGiven.contains(i) && hintConditions.get(i).holds(answeredRightly)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private static <C extends Check> Optional<C> find(Check check, Class<C> kind) {
    if (kind.isInstance(check)) {
      return Optional.of(kind.cast(check));
    }
    return switch (check) {
      case Check.All(List<Check> checks) -> findIn(checks, kind);
      case Check.Any(List<Check> checks) -> findIn(checks, kind);
      case Check.Not(Check inner) -> find(inner, kind);
      case Check.State _,
          Check.Trace _,
          Check.Predict _,
          Check.Answer _,
          Check.Budget _,
          Check.Compare _ ->
          Optional.empty();
    };
  }

  private static <C extends Check> Optional<C> findIn(List<Check> checks, Class<C> kind) {
    for (Check check : checks) {
      Optional<C> found = find(check, kind);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}

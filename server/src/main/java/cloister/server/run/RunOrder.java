package cloister.server.run;

import cloister.codec.Json;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.server.lesson.Lessons;
import cloister.world.Command;
import cloister.world.Log;
import cloister.world.Scenario;
import cloister.world.lesson.Lesson;
import java.util.List;
import java.util.Optional;

/**
 * What is to be run: at least one of scenario and lesson.
 *
 * @param log without one the machine runs until it stops or the budget is spent
 * @param passed tasks that were passed in other sessions of the lesson
 * @param compact whether a shorter log that comes to the same is wanted
 */
public record RunOrder(
    Optional<Scenario> scenario,
    Optional<Lesson> lesson,
    Optional<List<Command>> log,
    List<String> passed,
    boolean compact) {
  static final String PASSED = "passed";
  static final String COMPACT = "compact";
  static final String TECHNIQUE = "technique";
  private static final int MAX_PASSED = 100;
  private static final int MAX_ID = 100;

  /**
   * Reads an object with the members scenario, lesson, seed, log, technique, passed and compact.
   */
  public static RunOrder of(Json json, Lessons lessons) throws InvalidInput {
    Fields fields = Fields.of(json, "");
    Optional<Scenario> scenario =
        fields.has("scenario")
            ? Optional.of(Scenario.of(fields.any("scenario"), fields.path("scenario")))
            : Optional.empty();
    Optional<Lesson> lesson =
        fields.has("lesson") ? Optional.of(lesson(fields, lessons)) : Optional.empty();
    Optional<Integer> seed = seed(fields);
    Optional<List<Command>> log =
        fields.has("log")
            ? Optional.of(Log.parse(fields.any("log"), fields.path("log")))
            : Optional.empty();
    List<String> passed = fields.texts(PASSED, MAX_PASSED, MAX_ID);
    boolean compact = fields.flag(COMPACT, false);
    Optional<String> technique =
        fields.has(TECHNIQUE) ? Optional.of(fields.text(TECHNIQUE, MAX_ID)) : Optional.empty();
    fields.end();
    if (scenario.isEmpty() && lesson.isEmpty()) {
      throw new InvalidInput("scenario", Message.of("error.run.nothing"));
    }
    RunOrder order =
        new RunOrder(
            scenario.map(start -> seed.map(start::withSeed).orElse(start)),
            lesson.map(known -> seed.map(known::withSeed).orElse(known)),
            log,
            passed,
            compact);
    return technique.isPresent() ? order.withTechnique(technique.get()) : order;
  }

  /** The same with its guests under another technique; a lesson's tasks are for its own alone. */
  public RunOrder withTechnique(String name) throws InvalidInput {
    Scenario start = scenario.orElseGet(() -> lesson.orElseThrow().scenario());
    Scenario changed = HypervisorFiles.withEntryCode(start, name).withTechnique(name, TECHNIQUE);
    return changed.equals(start)
        ? this
        : new RunOrder(Optional.of(changed), lesson, log, passed, compact);
  }

  /** A start that runs until it stops. */
  public static RunOrder of(Optional<Scenario> scenario, Optional<Lesson> lesson) {
    return new RunOrder(scenario, lesson, Optional.empty(), List.of(), false);
  }

  /** The learner's own seed; without it the scenario's or the lesson's counts. */
  private static Optional<Integer> seed(Fields fields) throws InvalidInput {
    return fields.has("seed")
        ? Optional.of(fields.number("seed", 0, Integer.MAX_VALUE))
        : Optional.empty();
  }

  private static Lesson lesson(Fields fields, Lessons lessons) throws InvalidInput {
    String id = fields.text("lesson", 200);
    Optional<Lesson> lesson = lessons.lesson(id);
    if (lesson.isEmpty()) {
      throw new InvalidInput("lesson", Message.of("error.lesson", Argument.code("lesson", id)));
    }
    return lesson.get();
  }
}

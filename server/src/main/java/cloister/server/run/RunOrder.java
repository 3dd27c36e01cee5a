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
 */
public record RunOrder(
    Optional<Scenario> scenario, Optional<Lesson> lesson, Optional<List<Command>> log) {

  /** Reads an object with the members scenario, lesson and log. */
  public static RunOrder of(Json json, Lessons lessons) throws InvalidInput {
    Fields fields = Fields.of(json, "");
    Optional<Scenario> scenario =
        fields.has("scenario")
            ? Optional.of(Scenario.of(fields.any("scenario"), fields.path("scenario")))
            : Optional.empty();
    Optional<Lesson> lesson =
        fields.has("lesson") ? Optional.of(lesson(fields, lessons)) : Optional.empty();
    Optional<List<Command>> log =
        fields.has("log")
            ? Optional.of(Log.parse(fields.any("log"), fields.path("log")))
            : Optional.empty();
    fields.end();
    if (scenario.isEmpty() && lesson.isEmpty()) {
      throw new InvalidInput("scenario", Message.of("error.run.nothing"));
    }
    return new RunOrder(scenario, lesson, log);
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

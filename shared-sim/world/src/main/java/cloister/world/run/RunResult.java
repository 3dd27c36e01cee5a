package cloister.world.run;

import cloister.codec.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a replay came to.
 *
 * @param exits of guests, a count for each reason; no member where there is no hypervisor
 * @param tasks the lesson's tasks, when the replay was of a lesson
 */
public record RunResult(
    int instructionsLow,
    int instructionsHigh,
    int steps,
    String digest,
    Json exits,
    boolean halted,
    boolean shutDown,
    String console,
    Optional<List<TaskResult>> tasks) {

  /** Whether and at which step a task was passed. */
  public record TaskResult(String id, OptionalInt passedAt, boolean firstTry) {
    Json toJson() {
      Json step = passedAt.isPresent() ? Json.of(passedAt.getAsInt()) : Json.NULL;
      return Json.object()
          .put("passed", passedAt.isPresent())
          .put("step", step)
          .put("firstTry", firstTry)
          .build();
    }
  }

  /** Retired instructions; exact up to 2^53. */
  public Json instructions() {
    return Json.unsigned(instructionsHigh, instructionsLow);
  }

  /** The object of {@code --json} and of the HTTP interface, without wall-clock figures. */
  public Json.Members toJson() {
    Json.Members members =
        Json.object()
            .put("instructions", instructions())
            .put("steps", steps)
            .put("digest", digest)
            .put("exits", exits)
            .put("halted", halted)
            .put("shutDown", shutDown)
            .put("console", console);
    if (tasks.isPresent()) {
      Json.Members results = Json.object();
      for (TaskResult task : tasks.get()) {
        results.put(task.id(), task.toJson());
      }
      members.put("tasks", results.build());
    }
    return members;
  }
}

package cloister.server.api;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.server.http.Problem;
import cloister.server.lesson.Lessons;
import cloister.server.run.Outcome;
import cloister.server.run.WorkerLine;
import cloister.server.store.Progress;
import cloister.world.Scenario;
import cloister.world.Simulator;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds out by replaying which of a lesson's tasks a log passes. */
public final class Grading {
  /** Characters from which a log is worth the time of looking for a shorter one. */
  private static final int LONG = StoredLog.MAX_BYTES / 4;

  private final Lessons lessons;
  private final ClientRuns runs;
  private final JsonMapper json;

  public Grading(Lessons lessons, ClientRuns runs, JsonMapper json) {
    this.lessons = lessons;
    this.runs = runs;
    this.json = json;
  }

  /**
   * What a log came to.
   *
   * @param reached passed tasks, and whether the first try passed them
   * @param log the same log, or a shorter one that comes to the same
   * @param recording on what it was replayed
   */
  record Grade(Map<String, Boolean> reached, Json log, Progress.Recording recording) {}

  /**
   * Grades.
   *
   * @param passed tasks of the lesson that other logs of this learner have passed
   */
  Grade grade(
      Context context, String lesson, Optional<Integer> seed, Json log, List<String> passed) {
    if (lessons.lesson(lesson).isEmpty()) {
      throw Problem.field(404, "lesson", "error.lesson", Argument.code("lesson", lesson));
    }
    String request = WorkerLine.grading(lesson, seed, log, passed, log.write().length() > LONG);
    Outcome.Done done = RunsApi.done(runs.grade(context, request));
    JsonNode result = json.readTree(done.json());
    Map<String, Boolean> reached = new TreeMap<>();
    result
        .get("tasks")
        .properties()
        .forEach(
            task -> {
              if (task.getValue().get("passed").asBoolean()) {
                reached.put(task.getKey(), task.getValue().get("firstTry").asBoolean());
              }
            });
    Scenario own = lessons.lesson(lesson).orElseThrow().scenario();
    Scenario start = seed.map(own::withSeed).orElse(own);
    return new Grade(
        reached,
        done.log().orElse(log),
        new Progress.Recording(
            start.seed(), Simulator.VERSION, start.hash(), result.get("digest").asString()));
  }
}

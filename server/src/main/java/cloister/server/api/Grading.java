package cloister.server.api;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.server.http.Problem;
import cloister.server.lesson.Lessons;
import cloister.server.run.CachedRuns;
import cloister.server.run.Turn;
import cloister.server.run.WorkerLine;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds out by replaying which of a lesson's tasks a log passes. */
public final class Grading {
  private final Lessons lessons;
  private final CachedRuns runs;
  private final JsonMapper json;

  public Grading(Lessons lessons, CachedRuns runs, JsonMapper json) {
    this.lessons = lessons;
    this.runs = runs;
    this.json = json;
  }

  /** Passed tasks, and whether the first try passed them. */
  Map<String, Boolean> reached(String lesson, Json log) {
    if (lessons.lesson(lesson).isEmpty()) {
      throw Problem.field(404, "lesson", "error.lesson", Argument.code("lesson", lesson));
    }
    String request = WorkerLine.request(Optional.empty(), Optional.of(lesson), Optional.of(log));
    JsonNode result = json.readTree(RunsApi.done(runs.run(Turn.GRADING, request)).json());
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
    return reached;
  }
}

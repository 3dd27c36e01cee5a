package cloister.server.api;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.server.http.Bodies;
import cloister.server.http.Limit;
import cloister.server.http.Problem;
import cloister.server.http.Route;
import cloister.server.http.SourcePlace;
import cloister.server.lesson.Lessons;
import cloister.server.run.Outcome;
import cloister.server.run.SourceError;
import cloister.server.run.WorkerLine;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Runs of scenarios on the server. */
public final class RunsApi implements Endpoints {
  /** Sixteen files of full size do not fit; a lesson's files and a long log do. */
  static final int MAX_BODY = 1 << 20;

  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final Bodies bodies;
  private final Lessons lessons;
  private final ClientRuns runs;

  public RunsApi(Bodies bodies, Lessons lessons, ClientRuns runs) {
    this.bodies = bodies;
    this.lessons = lessons;
    this.runs = runs;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/api/runs", Limit.RUN, this::run));
  }

  private void run(Context context) {
    JsonNode body = bodies.read(context, "run", MAX_BODY);
    Optional<String> technique = Optional.ofNullable(body.get("technique")).map(JsonNode::asString);
    Optional<String> lesson = Optional.ofNullable(body.get("lesson")).map(JsonNode::asString);
    lesson.ifPresent(this::requireLesson);
    Optional<Json> scenario = SimulatorJson.scenario(body.get("scenario"), "scenario");
    if (scenario.isEmpty() && lesson.isEmpty()) {
      throw Problem.field(400, "scenario", "error.run.nothing");
    }
    Optional<Json> log = SimulatorJson.log(body.get("log"), "log");
    String request = WorkerLine.request(scenario, lesson, seed(body), log, technique);
    Outcome.Done done = done(runs.run(context, request));
    requireAssembled(done, scenario, log);
    context.contentType("application/json").result(done.json());
  }

  static Optional<Integer> seed(JsonNode body) {
    return Optional.ofNullable(body.get("seed")).map(JsonNode::asInt);
  }

  private void requireLesson(String id) {
    if (lessons.lesson(id).isEmpty()) {
      throw Problem.field(404, "lesson", "error.lesson", Argument.code("lesson", id));
    }
  }

  /** A machine whose program has mistakes stands still: that is no result of a run. */
  private static void requireAssembled(
      Outcome.Done done, Optional<Json> scenario, Optional<Json> log) {
    List<SourcePlace> places = done.errors().stream().map(RunsApi::place).toList();
    if (!places.isEmpty()) {
      String file = places.getFirst().file();
      throw Problem.inSource(422, SourceField.of(file, scenario, log), places);
    }
  }

  private static SourcePlace place(SourceError error) {
    return new SourcePlace(
        error.file(), error.line(), error.column(), error.messageId(), error.message());
  }

  /** The result of a run that came to its end; a problem for every other. */
  static Outcome.Done done(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> done;
      case Outcome.Refused(String field, String id, String text) ->
          throw Problem.worded(400, field, id, text);
      case Outcome.OutOfTime(int seconds) ->
          throw Problem.of(422, "error.run.time", Argument.decimal("seconds", seconds));
      case Outcome.OutOfMemory() -> throw Problem.of(422, "error.run.memory");
      case Outcome.Defect(String file) ->
          throw file.isEmpty()
              ? Problem.of(500, "error.run.defect")
              : Problem.of(500, "error.run.compiler", Argument.code("file", file));
      case Outcome.Lost() -> throw Problem.of(503, "error.run.lost");
      case Outcome.Busy() -> throw Problem.tooMany(COME_BACK, "error.run.busy");
    };
  }
}

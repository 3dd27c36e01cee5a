package cloister.server.api;

import cloister.codec.Json;
import cloister.server.http.Bodies;
import cloister.server.http.ClientAddress;
import cloister.server.http.Limit;
import cloister.server.http.Problem;
import cloister.server.http.RateLimits;
import cloister.server.http.Route;
import cloister.server.store.Learners;
import cloister.server.store.Progress;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What a learner has passed. The server believes logs, never results. */
public final class ProgressApi implements Endpoints {
  private final Bodies bodies;
  private final Grading grading;
  private final Learners learners;
  private final Progress progress;
  private final Visitors visitors;
  private final RateLimits limits;
  private final ClientAddress clients;

  public ProgressApi(
      Bodies bodies,
      Grading grading,
      Learners learners,
      Progress progress,
      Visitors visitors,
      RateLimits limits,
      ClientAddress clients) {
    this.limits = limits;
    this.clients = clients;
    this.bodies = bodies;
    this.grading = grading;
    this.learners = learners;
    this.progress = progress;
    this.visitors = visitors;
  }

  private record Entry(
      Map<String, Progress.Passed> tasks,
      @JsonRawValue String log,
      long updated,
      Optional<Progress.Recording> recording) {
    static Entry of(Progress.Entry entry) {
      return new Entry(entry.tasks(), entry.log(), entry.updated(), entry.recording());
    }
  }

  private record All(Map<String, Entry> lessons) {}

  private record Claim(String code) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/progress", Limit.READ, this::read),
        Route.post("/api/progress", Limit.WRITE, this::store),
        Route.post("/api/progress/code", Limit.CODE, this::code),
        Route.post("/api/progress/claim", Limit.CODE, this::claim));
  }

  private void read(Context context) {
    answerAll(context, visitors.learner(context));
  }

  private void answerAll(Context context, Optional<String> learner) {
    Map<String, Entry> lessons = new TreeMap<>();
    learner
        .map(progress::of)
        .orElse(Map.of())
        .forEach((lesson, entry) -> lessons.put(lesson, Entry.of(entry)));
    context.header("Cache-Control", "no-store").json(new All(lessons));
  }

  private void store(Context context) {
    JsonNode body = bodies.read(context, "progress", RunsApi.MAX_BODY);
    String lesson = body.get("lesson").asString();
    Json log = SimulatorJson.log(body.get("log"), "log").orElseThrow();
    Grading.Grade grade =
        grading.grade(context, lesson, RunsApi.seed(body), log, passed(context, lesson));
    String text = StoredLog.text((Json.Arr) grade.log());
    limits.takeStored(clients.of(context), text);
    visitors
        .learner(context)
        .ifPresent(known -> StoredLog.requireRoom(progress.logBytesBesides(known, lesson), text));
    String learner = visitors.learnerOrNew(context);
    context.json(
        Entry.of(progress.store(learner, lesson, text, grade.reached(), grade.recording())));
  }

  private List<String> passed(Context context, String lesson) {
    return visitors
        .learner(context)
        .map(known -> progress.of(known).get(lesson))
        .map(entry -> List.copyOf(entry.tasks().keySet()))
        .orElse(List.of());
  }

  private void code(Context context) {
    bodies.readNothing(context);
    context.json(learners.newCode(visitors.learnerOrNew(context)));
  }

  private void claim(Context context) {
    Claim claim = bodies.read(context, "claim", Bodies.SMALL, Claim.class);
    Learners.NewDevice device =
        learners
            .claim(claim.code(), visitors.learner(context))
            .orElseThrow(() -> Problem.field(400, "code", "error.code"));
    answerAll(context, Optional.of(visitors.welcome(context, device)));
  }
}

package cloister.server.api;

import cloister.message.Argument;
import cloister.server.http.Bodies;
import cloister.server.http.ClientAddress;
import cloister.server.http.Limit;
import cloister.server.http.PlainText;
import cloister.server.http.Problem;
import cloister.server.http.RateLimits;
import cloister.server.http.Route;
import cloister.server.lesson.Lessons;
import cloister.server.store.Assignments;
import cloister.server.store.Classes;
import cloister.server.store.Progress;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What only a class's own instructor may see and do. */
public final class RosterApi implements Endpoints {
  private final Bodies bodies;
  private final Lessons lessons;
  private final Classes classes;
  private final Assignments assignments;
  private final Progress progress;
  private final Visitors visitors;
  private final RateLimits limits;
  private final ClientAddress clients;

  public RosterApi(
      Bodies bodies,
      Lessons lessons,
      Classes classes,
      Assignments assignments,
      Progress progress,
      Visitors visitors,
      RateLimits limits,
      ClientAddress clients) {
    this.limits = limits;
    this.clients = clients;
    this.bodies = bodies;
    this.lessons = lessons;
    this.classes = classes;
    this.assignments = assignments;
    this.progress = progress;
    this.visitors = visitors;
  }

  private record Roster(String lesson, List<String> tasks, List<Learner> learners) {}

  private record Learner(
      int number, String nickname, Instant joined, Map<String, Progress.Passed> tasks) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.delete("/api/classes/{code}", Limit.JOIN, this::delete),
        Route.get("/api/classes/{code}/roster", Limit.JOIN, this::roster),
        Route.post("/api/classes/{code}/assignments", Limit.JOIN, this::assign),
        Route.delete("/api/classes/{code}/assignments/{n}", Limit.JOIN, this::unassign),
        Route.delete("/api/classes/{code}/members/{n}", Limit.JOIN, this::removeMember));
  }

  /** The learners keep their progress. */
  private void delete(Context context) {
    classes.delete(own(context).code());
    context.status(204);
  }

  /** Of the lesson that the query names, else of the first assigned one, else of the first. */
  private void roster(Context context) {
    String code = own(context).code();
    String lesson = rosterLesson(context, code);
    Map<Integer, Map<String, Progress.Passed>> passed = passed(code, lesson);
    List<Learner> learners = new ArrayList<>();
    for (Classes.Member member : classes.members(code)) {
      learners.add(
          new Learner(
              member.n(),
              member.nickname(),
              member.joined(),
              passed.getOrDefault(member.n(), Map.of())));
    }
    context
        .header("Cache-Control", "no-store")
        .json(new Roster(lesson, lessons.tasks(lesson), learners));
  }

  /** What each member has passed, what was finished before the lesson was cut anew included. */
  private Map<Integer, Map<String, Progress.Passed>> passed(String code, String lesson) {
    Map<Integer, Map<String, Progress.Passed>> passed =
        new HashMap<>(progress.ofClass(code, lesson));
    for (String old : lessons.formerly(lesson)) {
      for (var member : progress.ofClass(code, old).entrySet()) {
        Map<String, Progress.Passed> before = member.getValue();
        if (before.keySet().containsAll(lessons.tasks(old))) {
          passed.merge(member.getKey(), everyTask(lesson, before), (now, then) -> then);
        }
      }
    }
    return passed;
  }

  /** Every task of a lesson, passed when the last of the old one's was. */
  private Map<String, Progress.Passed> everyTask(
      String lesson, Map<String, Progress.Passed> before) {
    Progress.Passed last =
        before.values().stream().max(Comparator.comparing(Progress.Passed::passedAt)).orElseThrow();
    Map<String, Progress.Passed> all = new LinkedHashMap<>();
    lessons.tasks(lesson).forEach(task -> all.put(task, last));
    return all;
  }

  private String rosterLesson(Context context, String code) {
    String asked = context.queryParam("lesson");
    if (asked != null) {
      requireLesson(asked);
      return asked;
    }
    return assignments.of(code).stream()
        .flatMap(assignment -> lessonOf(assignment.work()).stream())
        .filter(id -> lessons.lesson(id).isPresent())
        .findFirst()
        .orElse(lessons.ids().getFirst());
  }

  private static Optional<String> lessonOf(Assignments.Work work) {
    return switch (work) {
      case Assignments.Work.Lesson(String id) -> Optional.of(id);
      case Assignments.Work.Sandbox(String json) -> Sandboxes.lessonOf(json);
    };
  }

  private void assign(Context context) {
    String code = own(context).code();
    JsonNode body = bodies.read(context, "assignment", Sandboxes.MAX_BODY);
    String title = PlainText.of(body.get("title").asString(), "title");
    Assignments.Work work = work(body);
    if (work instanceof Assignments.Work.Sandbox(String json)) {
      requireRoom(code, json);
      limits.takeStored(clients.of(context), json);
    }
    switch (assignments.add(code, title, work)) {
      case Assignments.Adding.Done(Assignments.Assignment made) ->
          context.status(201).json(AssignmentBody.of(made));
      case Assignments.Adding.Full() ->
          throw Problem.of(
              409,
              "error.class.assignments",
              Argument.decimal("limit", Assignments.MAX_ASSIGNMENTS));
      case Assignments.Adding.Gone() -> throw ClassesApi.none();
    }
  }

  /** Whoever opens a class gets all of its sandboxes. */
  private void requireRoom(String code, String sandbox) {
    requireRoom(assignments.bytesOf(code), sandbox, Assignments.MAX_CLASS_BYTES);
    requireRoom(assignments.bytesOfOwner(code), sandbox, Assignments.MAX_OWNER_BYTES);
  }

  private static void requireRoom(long taken, String sandbox, int most) {
    if (taken + sandbox.getBytes(StandardCharsets.UTF_8).length > most) {
      throw Problem.field(409, "sandbox", "error.class.sandboxes", Argument.decimal("bytes", most));
    }
  }

  private Assignments.Work work(JsonNode body) {
    if (body.has("lesson") == body.has("sandbox")) {
      throw Problem.field(400, "sandbox", "error.class.one");
    }
    if (body.has("sandbox")) {
      return new Assignments.Work.Sandbox(Sandboxes.in(body, lessons));
    }
    String lesson = body.get("lesson").asString();
    requireLesson(lesson);
    return new Assignments.Work.Lesson(lesson);
  }

  private void requireLesson(String id) {
    if (lessons.lesson(id).isEmpty()) {
      throw Problem.field(400, "lesson", "error.lesson", Argument.code("lesson", id));
    }
  }

  private void unassign(Context context) {
    if (!assignments.remove(own(context).code(), number(context))) {
      throw Problem.of(404, "error.class.noAssignment");
    }
    context.status(204);
  }

  private void removeMember(Context context) {
    if (!classes.removeMember(own(context).code(), number(context))) {
      throw Problem.of(404, "error.class.noMember");
    }
    context.status(204);
  }

  /** A number that nothing has when the text is none. */
  private static int number(Context context) {
    String text = context.pathParam("n");
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
  }

  private Classes.SchoolClass own(Context context) {
    String instructor = visitors.requireInstructor(context).id();
    Classes.SchoolClass found = ClassesApi.find(classes, context);
    if (!found.owner().equals(instructor)) {
      throw Problem.of(403, "error.class.owner");
    }
    return found;
  }
}

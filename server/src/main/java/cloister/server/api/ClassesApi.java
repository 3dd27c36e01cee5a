package cloister.server.api;

import cloister.message.Argument;
import cloister.server.http.Bodies;
import cloister.server.http.Limit;
import cloister.server.http.PlainText;
import cloister.server.http.Problem;
import cloister.server.http.Route;
import cloister.server.store.Assignments;
import cloister.server.store.Classes;
import cloister.server.store.Learners;
import cloister.server.store.Secrets;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** Classes: making, joining, reading. */
public final class ClassesApi implements Endpoints {
  private final Bodies bodies;
  private final Classes classes;
  private final Assignments assignments;
  private final Visitors visitors;

  public ClassesApi(Bodies bodies, Classes classes, Assignments assignments, Visitors visitors) {
    this.bodies = bodies;
    this.classes = classes;
    this.assignments = assignments;
    this.visitors = visitors;
  }

  private record Title(String title) {}

  private record Join(String nickname) {}

  private record Summary(String code, String title) {
    static Summary of(Classes.SchoolClass made) {
      return new Summary(made.code(), made.title());
    }
  }

  private record Mine(List<Summary> classes) {}

  private record Detail(
      String code,
      String title,
      boolean owner,
      Optional<String> nickname,
      List<AssignmentBody> assignments) {}

  private record Joined(String code, String title, String nickname) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/api/classes", Limit.WRITE, this::create),
        Route.get("/api/classes", Limit.READ, this::mine),
        Route.get("/api/classes/{code}", Limit.JOIN, this::read),
        Route.post("/api/classes/{code}/join", Limit.JOIN, this::join),
        Route.delete("/api/classes/{code}/membership", Limit.JOIN, this::leave));
  }

  private void create(Context context) {
    String owner = visitors.requireInstructor(context).id();
    Title given = bodies.read(context, "class", Bodies.SMALL, Title.class);
    Classes.SchoolClass made =
        classes
            .create(owner, PlainText.of(given.title(), "title"))
            .orElseThrow(
                () ->
                    Problem.of(
                        409, "error.class.quota", Argument.decimal("limit", Classes.MAX_CLASSES)));
    context.status(201).json(Summary.of(made));
  }

  private void mine(Context context) {
    String owner = visitors.requireInstructor(context).id();
    context.json(new Mine(classes.owned(owner).stream().map(Summary::of).toList()));
  }

  private void read(Context context) {
    Classes.SchoolClass found = find(classes, context);
    boolean owner = isOwner(context, found);
    Optional<String> nickname = nickname(context, found);
    if (!owner && nickname.isEmpty()) {
      throw Problem.of(403, "error.class.member");
    }
    List<AssignmentBody> work =
        assignments.of(found.code()).stream().map(AssignmentBody::of).toList();
    context.json(new Detail(found.code(), found.title(), owner, nickname, work));
  }

  private void join(Context context) {
    Join given = bodies.read(context, "join", Bodies.SMALL, Join.class);
    String nickname = PlainText.of(given.nickname(), "nickname");
    Classes.SchoolClass found = find(classes, context);
    switch (join(context, found, nickname)) {
      case DONE -> context.json(new Joined(found.code(), found.title(), nickname));
      case NICKNAME_TAKEN -> throw Problem.field(409, "nickname", "error.class.nickname");
      case FULL ->
          throw Problem.of(409, "error.class.full", Argument.decimal("limit", Classes.MAX_MEMBERS));
      case GONE -> throw none();
    }
  }

  /** Who cannot join leaves nothing behind. */
  private Classes.Joining join(Context context, Classes.SchoolClass found, String nickname) {
    Optional<String> known = visitors.learner(context);
    if (known.isPresent()) {
      return classes.join(found.code(), known.get(), nickname);
    }
    Learners.NewDevice newcomer = visitors.newcomer(context);
    boolean joined = false;
    try {
      Classes.Joining joining = classes.join(found.code(), newcomer.learner(), nickname);
      joined = joining == Classes.Joining.DONE;
      return joining;
    } finally {
      if (joined) {
        visitors.welcome(context, newcomer);
      } else {
        visitors.turnAway(newcomer);
      }
    }
  }

  /** Says nothing about whether there is such a class. */
  private void leave(Context context) {
    String code = Secrets.typed(context.pathParam("code"));
    boolean left =
        visitors.learner(context).filter(known -> classes.leave(code, known)).isPresent();
    if (!left) {
      throw Problem.of(404, "error.class.noMember");
    }
    context.status(204);
  }

  private boolean isOwner(Context context, Classes.SchoolClass found) {
    return visitors
        .instructor(context)
        .filter(instructor -> instructor.id().equals(found.owner()))
        .isPresent();
  }

  private Optional<String> nickname(Context context, Classes.SchoolClass found) {
    return visitors
        .learner(context)
        .flatMap(
            learner ->
                classes.memberships(learner).stream()
                    .filter(membership -> membership.code().equals(found.code()))
                    .map(Classes.Membership::nickname)
                    .findFirst());
  }

  static Classes.SchoolClass find(Classes classes, Context context) {
    return classes.find(Secrets.typed(context.pathParam("code"))).orElseThrow(ClassesApi::none);
  }

  static Problem none() {
    return Problem.field(404, "code", "error.class.none");
  }
}

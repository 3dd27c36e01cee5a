package cloister.server.api;

import cloister.server.http.Bodies;
import cloister.server.http.ClientAddress;
import cloister.server.http.Limit;
import cloister.server.http.PlainText;
import cloister.server.http.Problem;
import cloister.server.http.RateLimits;
import cloister.server.http.Route;
import cloister.server.store.Accounts;
import cloister.server.store.Classes;
import cloister.server.store.Passwords;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Instructors' accounts, and who the visitor is. */
public final class AccountsApi implements Endpoints {
  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final Bodies bodies;
  private final Accounts accounts;
  private final Classes classes;
  private final Visitors visitors;
  private final RateLimits limits;
  private final ClientAddress clients;

  public AccountsApi(
      Bodies bodies,
      Accounts accounts,
      Classes classes,
      Visitors visitors,
      RateLimits limits,
      ClientAddress clients) {
    this.clients = clients;
    this.bodies = bodies;
    this.accounts = accounts;
    this.classes = classes;
    this.visitors = visitors;
    this.limits = limits;
  }

  private record Credentials(String name, String password) {}

  private record Change(String password, String newPassword) {}

  private record Name(String name) {}

  private record Me(
      @JsonInclude(JsonInclude.Include.ALWAYS) Name instructor,
      List<Classes.Membership> memberships) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/api/accounts", Limit.SIGN_UP, this::create),
        Route.post("/api/accounts/password", Limit.SIGN_IN, this::changePassword),
        Route.post("/api/sign-in", Limit.SIGN_IN, this::signIn),
        Route.post("/api/sign-out", Limit.WRITE, this::signOut),
        Route.get("/api/me", Limit.READ, this::me));
  }

  /** Also signs the new instructor in. */
  private void create(Context context) {
    Credentials given = bodies.read(context, "account", Bodies.SMALL, Credentials.class);
    String name = PlainText.of(given.name(), "name");
    String token =
        hashing(() -> accounts.create(name, given.password()))
            .orElseThrow(() -> Problem.field(409, "name", "error.account.taken"));
    visitors.signedIn(context, token);
    context.status(201).json(new Name(name));
  }

  private void signIn(Context context) {
    Credentials given = bodies.read(context, "sign-in", Bodies.SMALL, Credentials.class);
    String name = PlainText.of(given.name(), "name");
    takeTry(context, name);
    String token =
        hashing(() -> accounts.signIn(name, given.password()))
            .orElseThrow(() -> Problem.of(401, "error.account.credentials"));
    visitors.signedIn(context, token);
    context.json(new Name(name));
  }

  /** A wrong password is a field's problem: who asks is signed in and stays so. */
  private void changePassword(Context context) {
    Accounts.Instructor instructor = visitors.requireInstructor(context);
    Change given = bodies.read(context, "password", Bodies.SMALL, Change.class);
    takeTry(context, instructor.name());
    String session = visitors.session(context);
    boolean changed =
        hashing(
            () ->
                accounts.changePassword(
                    instructor, given.password(), given.newPassword(), session));
    if (!changed) {
      throw Problem.field(403, "password", "error.account.password");
    }
    context.status(204);
  }

  private void takeTry(Context context, String name) {
    limits.take(Limit.SIGN_IN_NAME, clients.of(context) + " " + Accounts.key(name));
    limits.take(Limit.SIGN_IN_ANYWHERE, Accounts.key(name));
  }

  private static <T> T hashing(Supplier<T> work) {
    try {
      return work.get();
    } catch (Passwords.Busy e) {
      throw Problem.tooMany(COME_BACK, "error.account.busy");
    }
  }

  private void signOut(Context context) {
    bodies.readNothing(context);
    visitors.signOut(context);
    context.status(204);
  }

  private void me(Context context) {
    Name instructor =
        visitors.instructor(context).map(known -> new Name(known.name())).orElse(null);
    List<Classes.Membership> memberships =
        visitors.learner(context).map(classes::memberships).orElse(List.of());
    context.json(new Me(instructor, memberships));
  }
}

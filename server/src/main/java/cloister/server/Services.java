package cloister.server;

import cloister.server.api.AccountsApi;
import cloister.server.api.ClassesApi;
import cloister.server.api.ClientRuns;
import cloister.server.api.Endpoints;
import cloister.server.api.Grading;
import cloister.server.api.HealthApi;
import cloister.server.api.LessonsApi;
import cloister.server.api.LinksApi;
import cloister.server.api.ProgressApi;
import cloister.server.api.RosterApi;
import cloister.server.api.RunsApi;
import cloister.server.api.Visitors;
import cloister.server.http.Bodies;
import cloister.server.http.ClientAddress;
import cloister.server.http.Cookies;
import cloister.server.http.RateLimits;
import cloister.server.http.Route;
import cloister.server.lesson.Lessons;
import cloister.server.run.CachedRuns;
import cloister.server.run.RunPool;
import cloister.server.store.Accounts;
import cloister.server.store.Assignments;
import cloister.server.store.Classes;
import cloister.server.store.Database;
import cloister.server.store.Learners;
import cloister.server.store.Links;
import cloister.server.store.Progress;
import cloister.server.store.Secrets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.json.JsonMapper;

/** Makes the endpoints and everything they need. */
final class Services {
  private final Settings settings;
  private final Database database;
  private final RunPool pool;
  private final RateLimits limits;
  private final ClientAddress clients;
  private final JsonMapper json;

  Services(
      Settings settings,
      Database database,
      RunPool pool,
      RateLimits limits,
      ClientAddress clients,
      JsonMapper json) {
    this.settings = settings;
    this.database = database;
    this.pool = pool;
    this.limits = limits;
    this.clients = clients;
    this.json = json;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    endpoints().forEach(group -> routes.addAll(group.routes()));
    return routes;
  }

  private List<Endpoints> endpoints() {
    Jdbi jdbi = database.jdbi();
    Clock clock = settings.clock();
    Secrets secrets = new Secrets();
    Lessons lessons = Lessons.fromClassPath();
    Bodies bodies = new Bodies(json, clients);
    Learners learners = new Learners(jdbi, clock, secrets);
    Accounts accounts = new Accounts(jdbi, clock, secrets);
    Progress progress = new Progress(jdbi, clock);
    Classes classes = new Classes(jdbi, clock, secrets);
    Assignments assignments = new Assignments(jdbi, clock);
    Visitors visitors =
        new Visitors(new Cookies(settings.secure()), learners, accounts, limits, clients);
    boolean limited = settings.visits().rateFactor() != 0;
    ClientRuns runs = new ClientRuns(new CachedRuns(pool), clients, visitors, limits, limited);
    Grading grading = new Grading(lessons, runs, json);
    return List.of(
        new HealthApi(database, Version.current()),
        new LessonsApi(lessons),
        new RunsApi(bodies, lessons, runs),
        new ProgressApi(bodies, grading, learners, progress, visitors, limits, clients),
        new LinksApi(bodies, lessons, new Links(jdbi, clock, secrets), limits, clients, clock),
        new AccountsApi(bodies, accounts, classes, visitors, limits, clients),
        new ClassesApi(bodies, classes, assignments, visitors),
        new RosterApi(bodies, lessons, classes, assignments, progress, visitors, limits, clients));
  }
}

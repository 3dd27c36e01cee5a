package cloister.server.api;

import cloister.message.Argument;
import cloister.server.http.Bodies;
import cloister.server.http.ClientAddress;
import cloister.server.http.Limit;
import cloister.server.http.Problem;
import cloister.server.http.RateLimits;
import cloister.server.http.Route;
import cloister.server.lesson.Lessons;
import cloister.server.store.Links;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Short links to sandboxes. */
public final class LinksApi implements Endpoints {
  private final Bodies bodies;
  private final Lessons lessons;
  private final Links links;
  private final RateLimits limits;
  private final ClientAddress clients;
  private final Clock clock;

  public LinksApi(
      Bodies bodies,
      Lessons lessons,
      Links links,
      RateLimits limits,
      ClientAddress clients,
      Clock clock) {
    this.limits = limits;
    this.bodies = bodies;
    this.lessons = lessons;
    this.links = links;
    this.clients = clients;
    this.clock = clock;
  }

  private record Made(String id, String path, Instant expires, String deleteToken) {}

  private record Opened(@JsonRawValue String sandbox, long opened, Instant expires) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/api/links", Limit.LINK, this::create),
        Route.get("/api/links/{id}", Limit.READ, this::open),
        Route.delete("/api/links/{id}", Limit.WRITE, this::delete));
  }

  private void create(Context context) {
    String sandbox = Sandboxes.in(bodies.read(context, "link", Sandboxes.MAX_BODY), lessons);
    limits.takeStored(clients.of(context), sandbox);
    Links.Made made =
        links
            .create(sandbox, clients.of(context))
            .orElseThrow(
                () -> Problem.of(429, "error.link.quota", Argument.decimal("limit", Links.QUOTA)));
    context
        .status(201)
        .json(new Made(made.id(), "/s/" + made.id(), made.expires(), made.deleteToken()));
  }

  private void open(Context context) {
    String id = context.pathParam("id");
    boolean look = context.method() == HandlerType.HEAD;
    Links.Link link = (look ? links.find(id) : links.open(id)).orElseThrow(LinksApi::none);
    if (!clock.instant().isBefore(link.expires())) {
      throw Problem.of(410, "error.link.expired");
    }
    Sandboxes.requireLesson(link.sandbox(), lessons);
    context.json(new Opened(link.sandbox(), link.opened(), link.expires()));
  }

  private void delete(Context context) {
    String token = Optional.ofNullable(context.header("Delete-Token")).orElse("");
    switch (links.delete(context.pathParam("id"), token)) {
      case DONE -> context.status(204);
      case NO_LINK -> throw none();
      case WRONG_TOKEN -> throw Problem.field(403, "Delete-Token", "error.link.token");
    }
  }

  private static Problem none() {
    return Problem.of(404, "error.link.none");
  }
}

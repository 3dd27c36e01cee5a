package cloister.server.api;

import cloister.server.http.Limit;
import cloister.server.http.Route;
import cloister.server.site.StaticFile;
import cloister.server.store.Database;
import cloister.server.store.Outage;
import cloister.world.Simulator;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Whether the server works, which one it is, and what it can be asked. */
public final class HealthApi implements Endpoints {
  private final Database database;
  private final String version;

  public HealthApi(Database database, String version) {
    this.database = database;
    this.version = version;
  }

  private record Health(String status) {}

  private record Version(String name, String version, String simulator) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/health", Limit.READ, this::health),
        Route.get(
            "/api/version",
            Limit.READ,
            context -> context.json(new Version("Cloister", version, Simulator.VERSION))),
        Route.get("/api/openapi.json", Limit.READ, StaticFile.json(description())::answer));
  }

  private static byte[] description() {
    try (InputStream in = HealthApi.class.getResourceAsStream("/openapi.json")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void health(Context context) {
    Optional<Outage> outage = database.outage();
    context.status(outage.map(HealthApi::status).orElse(200));
    context.json(new Health(outage.map(HealthApi::words).orElse("ok")));
  }

  private static int status(Outage outage) {
    return switch (outage) {
      case FULL -> 507;
      case AWAY -> 503;
    };
  }

  private static String words(Outage outage) {
    return switch (outage) {
      case FULL -> "no room";
      case AWAY -> "no database";
    };
  }
}

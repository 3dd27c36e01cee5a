package cloister.server;

import cloister.server.api.ClientRuns;
import cloister.server.http.ClientAddress;
import cloister.server.http.Connections;
import cloister.server.http.JsonText;
import cloister.server.http.OriginCheck;
import cloister.server.http.Problem;
import cloister.server.http.ProblemAnswer;
import cloister.server.http.RateLimits;
import cloister.server.http.RequestLog;
import cloister.server.http.Route;
import cloister.server.http.SecurityHeaders;
import cloister.server.http.UnknownRoute;
import cloister.server.run.RunPool;
import cloister.server.site.Site;
import cloister.server.store.Database;
import cloister.server.store.Outage;
import cloister.server.store.StoreException;
import cloister.server.text.Sentences;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.json.JavalinJackson3;
import io.javalin.util.JavalinException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** A running server. */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  /** Of the ten seconds that a container has from being told to stop to being killed. */
  private static final int STOP_MILLIS = 7_000;

  /** After which runs are no longer waited for, so that there is still time to say so. */
  private static final int RUNS_MILLIS = 6_000;

  /** The first worker leaves the processors to the first answers. */
  private static final int WARM_UP_MILLIS = 1_000;

  private static final List<HandlerType> METHODS =
      List.of(
          HandlerType.GET,
          HandlerType.HEAD,
          HandlerType.POST,
          HandlerType.PUT,
          HandlerType.PATCH,
          HandlerType.DELETE);

  private final Settings settings;
  private final Database database;
  private final RunPool pool;
  private final RateLimits limits;
  private final ClientAddress clients;
  private final Connections connections;
  private final List<Route> routes;
  private final Site site = new Site("/site");
  private final Javalin javalin;

  private Server(Settings settings, Database database) {
    this.settings = settings;
    this.database = database;
    limits = new RateLimits(settings.visits().rateFactor());
    pool = new RunPool(settings.budgets(), ClientRuns.ledger(limits));
    clients = new ClientAddress(settings.visits().trustProxy());
    // All that a proxy lets through comes from its own address.
    connections =
        new Connections(settings.visits().trustProxy() ? 0 : settings.visits().connections());
    JsonMapper json = JsonText.mapper();
    routes = new Services(settings, database, pool, limits, clients, json).routes();
    javalin = Javalin.create(config -> configure(config, json));
  }

  /** Opens the store and the port, and a little later the first worker. */
  public static Server start(Settings settings) throws StartException {
    Server server = on(open(settings), settings);
    try {
      server.javalin.start();
    } catch (JavalinException e) {
      server.close();
      throw new StartException(
          "cannot listen on " + settings.host() + " port " + settings.port() + ": " + obstacle(e),
          e);
    }
    CompletableFuture.delayedExecutor(WARM_UP_MILLIS, TimeUnit.MILLISECONDS)
        .execute(server.pool::warmUp);
    return server;
  }

  private static Server on(Database database, Settings settings) throws StartException {
    try {
      return new Server(settings, database);
    } catch (JdbiException e) {
      database.close();
      throw new StartException("cannot use the database: " + Database.reason(e), e);
    }
  }

  private static String obstacle(Throwable problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      String words = String.valueOf(cause.getMessage());
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "there is no such address. Choose another with --host";
      }
      if (words.contains("Cannot assign")) {
        return "this is not an address of this machine. Choose another with --host";
      }
      if (words.contains("Permission denied")) {
        return "this port is for administrators. Choose another with --port";
      }
    }
    return "is something else running there? Choose another with --port";
  }

  private static Database open(Settings settings) throws StartException {
    try {
      Optional<Settings.DatabaseAddress> address = settings.database();
      return address.isPresent()
          ? Database.at(address.get().url(), address.get().user(), address.get().password())
          : Database.inFolder(settings.data());
    } catch (StoreException e) {
      throw settings.database().isPresent()
          ? new StartException(e.getMessage(), e)
          : StartException.ofInput(e.getMessage(), e);
    }
  }

  /** The port that is really used. */
  public int port() {
    return javalin.port();
  }

  /** Where a browser on this machine finds the site. */
  public String url() {
    String host =
        Set.of("0.0.0.0", "::", "127.0.0.1").contains(settings.host())
            ? "localhost"
            : settings.host();
    return settings.publicUrl().map(Object::toString).orElse("http://" + host + ":" + port());
  }

  /** Process ids of the workers that are alive. */
  public Set<Long> workers() {
    return pool.pids();
  }

  Database database() {
    return database;
  }

  /** All endpoints of the API. */
  public List<Route> routes() {
    return routes;
  }

  /** Lets the requests that are under way finish, then ends everything. */
  @Override
  public void close() {
    CompletableFuture.delayedExecutor(RUNS_MILLIS, TimeUnit.MILLISECONDS).execute(pool::close);
    javalin.stop();
    connections.close();
    pool.close();
    database.close();
  }

  private void configure(JavalinConfig config, JsonMapper json) {
    ProblemAnswer problems = new ProblemAnswer(Sentences.english(), json);
    UnknownRoute unknown = new UnknownRoute(routes);
    SecurityHeaders headers = new SecurityHeaders(settings.secure());
    OriginCheck origins = new OriginCheck(settings.publicUrl());
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.modifyServer(
        jetty -> {
          jetty.setStopTimeout(STOP_MILLIS);
          jetty.insertHandler(new GracefulHandler());
          jetty.insertHandler(connections.watching());
          jetty.setErrorHandler(new PlainErrors());
        });
    config.jetty.addConnector(this::connector);
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.jsonMapper(new JavalinJackson3(json, true));
    config.requestLogger.http(new RequestLog(clients, settings.visits().logAddresses())::write);
    config.routes.before(headers::add);
    config.routes.before("/api/*", context -> context.header("Cache-Control", "no-store"));
    config.routes.before(context -> requireMethod(context, unknown));
    config.routes.before(origins::check);
    for (Route route : routes) {
      config.routes.addHttpHandler(route.method(), route.path(), context -> handle(route, context));
      if (route.method() == HandlerType.GET) {
        config.routes.addHttpHandler(
            HandlerType.HEAD, route.path(), context -> handle(route, context));
      }
    }
    for (HandlerType method : METHODS) {
      config.routes.addHttpHandler(method, "/*", context -> other(context, unknown));
    }
    config.routes.exception(
        JdbiException.class, (failure, context) -> problems.answer(plain(failure), context));
    config.routes.exception(Exception.class, problems::answer);
    config.router.javaLangErrorHandler(problems::answer);
  }

  /** A database that cannot be used at present is no mistake of ours: one line tells all of it. */
  private Exception plain(JdbiException failure) {
    Optional<Outage> outage = database.outage(failure);
    if (outage.isEmpty()) {
      return failure;
    }
    LOG.warn("the database cannot be used: {}", Database.reason(failure));
    return switch (outage.get()) {
      case FULL -> Problem.of(507, "error.store.full");
      case AWAY -> Problem.of(503, "error.store.away");
    };
  }

  private ServerConnector connector(org.eclipse.jetty.server.Server jetty, HttpConfiguration http) {
    ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.addEventListener(connections);
    return connector;
  }

  private static void requireMethod(Context context, UnknownRoute unknown) {
    if (!METHODS.contains(context.method())) {
      throw unknown.problem(context);
    }
  }

  private void handle(Route route, Context context) throws Exception {
    limits.take(route.limit(), clients.of(context));
    route.handler().handle(context);
  }

  /** The site, or what is nowhere. */
  private void other(Context context, UnknownRoute unknown) {
    boolean read = context.method() == HandlerType.GET || context.method() == HandlerType.HEAD;
    boolean page = read && !context.path().startsWith("/api/");
    if (page && (site.answer(context) || wantsPage(context) && site.answerMissing(context))) {
      return;
    }
    throw unknown.problem(context);
  }

  private static boolean wantsPage(Context context) {
    return String.valueOf(context.header("Accept")).contains("text/html");
  }
}

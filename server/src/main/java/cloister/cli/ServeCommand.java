package cloister.cli;

import cloister.server.Server;
import cloister.server.Settings;
import cloister.server.StartException;
import cloister.server.Version;
import cloister.server.log.Logging;
import cloister.server.run.Budgets;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code serve}: the site with everything that needs a server. */
@Command(
    name = "serve",
    description = {
      "Serves the site. Stop it with Ctrl-C or SIGTERM.",
      "Every option can be given by the environment instead, as CLOISTER_PORT for --port"
          + " and so on."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:success, after being told to stop",
      "1:the address or the database cannot be used",
      "2:wrong usage, or a data folder that cannot be used"
    })
final class ServeCommand implements Callable<Integer> {
  /** Not an exit status: the process goes on. */
  static final int RUNNING = -1;

  static final int MAX_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "${env:CLOISTER_PORT:-8080}",
      description = "TCP port; 0 takes a free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "${env:CLOISTER_HOST:-127.0.0.1}",
      description =
          "address to listen on; 0.0.0.0 for all, as a container needs it"
              + " (default: ${DEFAULT-VALUE})")
  private String host;

  @Mixin private StoreOptions store;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      defaultValue = "${env:CLOISTER_PUBLIC_URL}",
      description = "address under which visitors see the site")
  private URI publicUrl;

  @Option(
      names = "--tls-terminated",
      defaultValue = "${env:CLOISTER_TLS_TERMINATED:-false}",
      fallbackValue = "true",
      arity = "0..1",
      paramLabel = "true|false",
      description = "visitors come through TLS, so cookies are for TLS only")
  private boolean tls;

  @Option(
      names = "--trust-proxy",
      defaultValue = "${env:CLOISTER_TRUST_PROXY:-false}",
      fallbackValue = "true",
      arity = "0..1",
      paramLabel = "true|false",
      description = "a proxy in front writes X-Forwarded-For")
  private boolean trustProxy;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "${env:CLOISTER_WORKERS:-0}",
      description = "processes for runs (default: one for each processor, at most four)")
  private int workers;

  @Option(
      names = "--rate-factor",
      paramLabel = "X",
      defaultValue = "${env:CLOISTER_RATE_FACTOR:-1}",
      description =
          "multiplies the rate limits for one client address; 0 switches them off"
              + " (default: ${DEFAULT-VALUE})")
  private double rateFactor;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "${env:CLOISTER_CONNECTIONS:-512}",
      description =
          "connections that one address may have open; 0 for any number, as it is with"
              + " --trust-proxy (default: ${DEFAULT-VALUE})")
  private int connections;

  @Option(
      names = "--log-addresses",
      defaultValue = "${env:CLOISTER_LOG_ADDRESSES:-true}",
      fallbackValue = "true",
      arity = "0..1",
      paramLabel = "true|false",
      description = "the log says from which address a request came (default: ${DEFAULT-VALUE})")
  private boolean logAddresses;

  @Option(
      names = "--rehearse",
      description = {
        "starts, asks itself for what visitors ask first, and stops:",
        "java -XX:AOTCacheOutput=FILE makes a cache of that run, with which it starts sooner"
      })
  private boolean rehearse;

  @Override
  public Integer call() throws CommandFailure {
    Settings settings = settings();
    Logging.start();
    try {
      Server server = Server.start(settings);
      if (rehearse) {
        Rehearsal.of(server);
        server.close();
        return ExitCode.OK;
      }
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
      Signals.exitOn("TERM", "INT");
      spec.commandLine()
          .getOut()
          .println("Cloister " + Version.current() + " is at " + server.url());
      return RUNNING;
    } catch (StartException e) {
      throw e.isOfInput()
          ? CommandFailure.ofInput(e.getMessage())
          : new CommandFailure(e.getMessage());
    }
  }

  Settings settings() {
    require(port >= 0 && port <= MAX_PORT, "--port must be between 0 and " + MAX_PORT);
    require(workers >= 0 && workers <= 64, "--workers must be between 0 and 64");
    require(connections >= 0, "--connections must not be negative");
    require(rateFactor >= 0 && rateFactor <= 1000, "--rate-factor must be between 0 and 1000");
    return new Settings(
        host,
        port,
        store.data(),
        store.database(),
        Optional.ofNullable(publicUrl).map(this::normal),
        tls,
        new Settings.Visits(trustProxy, rateFactor, connections, logAddresses),
        Budgets.of(workers == 0 ? Budgets.defaultWorkers() : workers),
        Clock.systemUTC());
  }

  /** As browsers write it in Origin: in small letters, without a port that goes without saying. */
  private URI normal(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    require(
        (scheme.equals("http") || scheme.equals("https")) && url.getHost() != null,
        "--public-url must be an address such as https://learn.example");
    require(
        url.getPort() < 0 && !url.getAuthority().endsWith(":")
            || url.getPort() >= 1 && url.getPort() <= 65_535,
        "--public-url: the port is not between 1 and 65535");
    require(
        Set.of("", "/").contains(url.getRawPath())
            && url.getRawQuery() == null
            && url.getRawFragment() == null
            && url.getRawUserInfo() == null,
        "--public-url must end with the host: the site needs a host (or a port) of its own, and"
            + " cannot be below a path");
    boolean usual = url.getPort() == (scheme.equals("http") ? 80 : 443);
    String port = url.getPort() < 0 || usual ? "" : ":" + url.getPort();
    return URI.create(
        scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + port + url.getRawPath());
  }

  private void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}

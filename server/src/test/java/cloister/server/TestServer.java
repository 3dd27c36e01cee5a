package cloister.server;

import cloister.server.run.Budgets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A real server on a free port, with a data folder of its own. */
public final class TestServer implements AutoCloseable {
  public static final Budgets BUDGETS =
      new Budgets(5_000_000, Duration.ofSeconds(20), 128, 2, 256, Duration.ofSeconds(30));

  private final Path folder;
  private final MovableClock clock;
  private final Server server;

  private TestServer(Path folder, MovableClock clock, Settings settings) throws StartException {
    this.folder = folder;
    this.clock = clock;
    this.server = Server.start(settings);
  }

  public static TestServer start(DatabaseKind kind) throws StartException {
    return new Setup().database(kind.fresh()).start();
  }

  public static TestServer start() throws StartException {
    return new Setup().start();
  }

  /** A server that differs from the usual one. */
  public static final class Setup {
    private final MovableClock clock = new MovableClock();
    private final Path folder = newFolder();
    private Optional<Settings.DatabaseAddress> database = Optional.empty();
    private Optional<URI> publicUrl = Optional.empty();
    private boolean tls;
    private boolean trustProxy;
    private double rateFactor;
    private int connections;
    private Budgets budgets = BUDGETS;

    public Setup database(Optional<Settings.DatabaseAddress> address) {
      database = address;
      return this;
    }

    public Setup publicUrl(String url) {
      publicUrl = Optional.of(URI.create(url));
      return this;
    }

    public Setup tls() {
      tls = true;
      return this;
    }

    public Setup trustProxy() {
      trustProxy = true;
      return this;
    }

    public Setup rateFactor(double factor) {
      rateFactor = factor;
      return this;
    }

    public Setup connections(int most) {
      connections = most;
      return this;
    }

    public Setup budgets(Budgets other) {
      budgets = other;
      return this;
    }

    public TestServer start() throws StartException {
      return new TestServer(folder, clock, settings());
    }

    public Settings settings() {
      return new Settings(
          "127.0.0.1",
          0,
          folder,
          database,
          publicUrl,
          tls,
          new Settings.Visits(trustProxy, rateFactor, connections, true),
          budgets,
          clock);
    }

    private static Path newFolder() {
      try {
        return Files.createTempDirectory("cloister-test");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public Server server() {
    return server;
  }

  public MovableClock clock() {
    return clock;
  }

  /** A visitor with no cookies. */
  public Browser browser() {
    return new Browser(server.port());
  }

  /** A visitor with an account of the given name. */
  public Browser instructor(String name) {
    Browser browser = browser();
    Browser.Answer answer =
        browser.post("/api/accounts", "{\"name\":\"" + name + "\",\"password\":\"correct horse\"}");
    if (answer.status() != 201) {
      throw new IllegalStateException(answer.text());
    }
    return browser;
  }

  /** Stops the server and leaves its data for another one. */
  public void stop() {
    server.close();
  }

  @Override
  public void close() {
    server.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(TestServer::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package cloister.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.server.api.Samples;
import cloister.server.store.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is left of a server whose disk is full or whose database has gone. */
class OutageTest {
  private static final String SANDBOX = "{\"sandbox\":" + Samples.sandbox() + "}";

  /** Everything that is logged while it is there. */
  private static final class Log extends Handler implements AutoCloseable {
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    private Log() {
      Logger.getLogger("").addHandler(this);
    }

    @Override
    public void publish(LogRecord record) {
      records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      Logger.getLogger("").removeHandler(this);
    }

    private void requireNoTrace() {
      for (LogRecord record : records) {
        String logger = String.valueOf(record.getLoggerName());
        assertTrue(record.getThrown() == null || logger.startsWith("com.zaxxer"), logger);
      }
    }
  }

  private static Browser.Answer within2s(Supplier<Browser.Answer> request) {
    long start = System.nanoTime();
    Browser.Answer answer = request.get();
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(time.compareTo(Duration.ofSeconds(2)) < 0, time + " " + answer.text());
    return answer;
  }

  /** SQLite behaves at this bound as at the end of the disk. */
  private static void fill(Database database) {
    database.jdbi().useHandle(handle -> handle.execute("PRAGMA max_page_count = 1"));
  }

  private static void makeRoom(Database database) {
    database.jdbi().useHandle(handle -> handle.execute("PRAGMA max_page_count = 1000000"));
  }

  @Test
  void onAFullDiskReadingGoesOnAndWritingIsRefusedPlainly() throws Exception {
    try (TestServer server = TestServer.start();
        Log log = new Log()) {
      Browser browser = server.browser();
      String link = browser.post("/api/links", SANDBOX).json().get("path").asString().substring(3);
      assertEquals(1, browser.get("/api/links/" + link).json().get("opened").asInt());
      fill(server.server().database());
      int status = 0;
      for (int i = 0; i < 200 && status != 507; i++) {
        Browser.Answer answer = within2s(() -> browser.post("/api/links", SANDBOX));
        status = answer.status();
        assertEquals(status == 507 ? "error.store.full" : "", answer.messageId(), answer.text());
      }
      assertEquals(507, status);
      assertEquals(200, within2s(() -> browser.get("/api/links/" + link)).status());
      assertEquals(200, within2s(() -> browser.get("/api/progress")).status());
      Browser.Answer health = within2s(() -> browser.get("/api/health"));
      assertEquals(507, health.status());
      assertEquals("no room", health.json().get("status").asString());
      makeRoom(server.server().database());
      assertEquals(200, browser.get("/api/health").status());
      assertEquals(201, browser.post("/api/links", SANDBOX).status());
      log.requireNoTrace();
    }
  }

  @Test
  void openingALinkNeverNeedsAWrite() throws Exception {
    try (TestServer server = TestServer.start()) {
      Browser browser = server.browser();
      String link = browser.post("/api/links", SANDBOX).json().get("path").asString().substring(3);
      server
          .server()
          .database()
          .jdbi()
          .useHandle(handle -> handle.execute("PRAGMA query_only = true"));
      Browser.Answer opened = browser.get("/api/links/" + link);
      assertEquals(200, opened.status(), opened.text());
      assertEquals(0, opened.json().get("opened").asInt());
    }
  }

  @Test
  void aDatabaseFileThatIsGoneIsNotWrittenToAnyMore() throws Exception {
    TestServer.Setup setup = new TestServer.Setup();
    Path folder = setup.settings().data();
    TestServer server = setup.start();
    try (Log log = new Log()) {
      Browser browser = server.browser();
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Browser.Answer answer = within2s(() -> browser.post("/api/links", SANDBOX));
      assertEquals(503, answer.status());
      assertEquals("error.store.away", answer.messageId());
      Browser.Answer health = within2s(() -> browser.get("/api/health"));
      assertEquals(503, health.status());
      assertEquals("no database", health.json().get("status").asString());
      assertEquals(200, browser.get("/api/lessons").status());
      log.requireNoTrace();
    } finally {
      server.close();
    }
  }

  @Test
  void aDatabaseServerThatIsGoneIsSaidSoWithinSeconds() throws Exception {
    EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
    Optional<Settings.DatabaseAddress> address =
        Optional.of(
            new Settings.DatabaseAddress(
                postgres.getJdbcUrl("postgres", "postgres"),
                Optional.of("postgres"),
                Optional.empty()));
    try (TestServer server = new TestServer.Setup().database(address).start();
        Log log = new Log()) {
      Browser browser = server.browser();
      assertEquals(201, browser.post("/api/links", SANDBOX).status());
      postgres.close();
      Browser.Answer answer = within2s(() -> browser.post("/api/links", SANDBOX));
      assertEquals(503, answer.status());
      assertEquals("error.store.away", answer.messageId());
      assertEquals(503, within2s(() -> browser.get("/api/health")).status());
      log.requireNoTrace();
    }
  }
}

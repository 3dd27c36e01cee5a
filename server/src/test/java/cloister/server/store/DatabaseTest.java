package cloister.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.server.DatabaseKind;
import cloister.server.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseTest {
  private static Database open(DatabaseKind kind, Path folder) throws StoreException {
    return open(kind.fresh(), folder);
  }

  private static Database open(Optional<Settings.DatabaseAddress> address, Path folder)
      throws StoreException {
    return address.isPresent()
        ? Database.at(address.get().url(), address.get().user(), address.get().password())
        : Database.inFolder(folder);
  }

  @Test
  void sqliteIsSetUpToKeepWhatItHasSaid(@TempDir Path folder) throws Exception {
    try (Database database = Database.inFolder(folder)) {
      assertEquals("wal", pragma(database, "journal_mode"));
      assertEquals("2", pragma(database, "synchronous"));
      assertEquals("1", pragma(database, "foreign_keys"));
    }
  }

  private static String pragma(Database database, String name) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void noTokenIsStoredAsItIs(DatabaseKind kind, @TempDir Path folder) throws Exception {
    try (Database database = open(kind, folder)) {
      Jdbi jdbi = database.jdbi();
      Secrets secrets = new Secrets();
      Learners.NewDevice device = new Learners(jdbi, Clock.systemUTC(), secrets).create();
      String stored =
          jdbi.withHandle(
              handle ->
                  handle.createQuery("SELECT token_hash FROM device").mapTo(String.class).one());
      assertEquals(Secrets.hash(device.token()), stored);
      assertFalse(stored.contains(device.token()));
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void aSchemaOfALaterVersionIsRefused(DatabaseKind kind, @TempDir Path folder) throws Exception {
    Optional<Settings.DatabaseAddress> address = kind.fresh();
    try (Database database = open(address, folder)) {
      database
          .jdbi()
          .useHandle(
              handle ->
                  handle.execute(
                      "INSERT INTO flyway_schema_history (installed_rank, version, description,"
                          + " type, script, checksum, installed_by, installed_on, execution_time,"
                          + " success) VALUES (1000, '1000', 'later', 'SQL', 'V1000__later.sql', 1,"
                          + " 'x', CURRENT_TIMESTAMP, 1, true)"));
    }
    StoreException refused =
        assertThrows(StoreException.class, () -> open(address, folder).close());
    assertTrue(refused.getMessage().contains("later version"), refused.getMessage());
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void besideAServerNoTableIsChanged(DatabaseKind kind, @TempDir Path folder) throws Exception {
    Optional<Settings.DatabaseAddress> address = kind.fresh();
    String newest = "version = '%d'".formatted(Schema.NEWEST);
    try (Database database = open(address, folder)) {
      besideServer(address, folder).close();
      database
          .jdbi()
          .useHandle(h -> h.execute("DELETE FROM flyway_schema_history WHERE " + newest));
    }
    StoreException refused =
        assertThrows(StoreException.class, () -> besideServer(address, folder).close());
    assertTrue(refused.getMessage().contains("earlier version"), refused.getMessage());
  }

  private static Database besideServer(Optional<Settings.DatabaseAddress> address, Path folder)
      throws StoreException {
    return address.isPresent()
        ? Database.besideServer(address.get().url(), address.get().user(), address.get().password())
        : Database.besideServer(folder);
  }

  @Test
  void whoHasItsHandsFullIsWell(@TempDir Path folder) throws Exception {
    try (Database database = Database.inFolder(folder)) {
      Optional<Outage> outage = database.jdbi().withHandle(_ -> database.outage());
      assertEquals(Optional.empty(), outage);
    }
  }

  /** Its one connection is never free, and nobody gets anything from it. */
  @Test
  void whoHasItsHandsFullAndAnswersNobodyIsNotWell(@TempDir Path folder) throws Exception {
    try (Database database = Database.inFolder(folder);
        Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("cloister.db"))) {
      database
          .jdbi()
          .useHandle(
              handle -> {
                other.createStatement().execute("BEGIN IMMEDIATE");
                JdbiException refusal =
                    assertThrows(
                        JdbiException.class, () -> handle.execute("CREATE TABLE other (a INT)"));
                assertTrue(database.outage(refusal).isPresent());
                assertTrue(database.outage().isPresent(), "nobody was answered since");
                other.createStatement().execute("ROLLBACK");
                handle.execute("CREATE TABLE other (a INT)");
                assertEquals(Optional.empty(), database.outage());
              });
    }
  }

  @Test
  void anAddressThatTheDriverCannotReadIsSaid() {
    StoreException refused =
        assertThrows(
            StoreException.class,
            () -> Database.at("jdbc:postgresql:///%zz", Optional.empty(), Optional.empty()));
    assertTrue(refused.getMessage().contains("jdbc:postgresql:///%zz"), refused.getMessage());
  }

  @Test
  void theNewestSchemaIsTheOneThatIsExpected() throws Exception {
    Path scripts = Path.of(Database.class.getResource("/db/migration").toURI());
    try (Stream<Path> files = Files.list(scripts)) {
      assertEquals(Schema.NEWEST, files.count());
    }
  }
}

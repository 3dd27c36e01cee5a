package cloister.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cloister.server.DatabaseKind;
import cloister.server.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseTest {
  private static Database open(DatabaseKind kind, Path folder) throws StoreException {
    Optional<Settings.DatabaseAddress> address = kind.fresh();
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
}

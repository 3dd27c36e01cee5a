package cloister.server;

import cloister.server.store.Accounts;
import cloister.server.store.Database;
import cloister.server.store.Secrets;
import cloister.server.store.StoreException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;

/** Gives an account another password, past the server, which may be running. */
public final class PasswordReset {
  private PasswordReset() {}

  /**
   * The account's new password; nothing when there is no such account.
   *
   * @param data folder of the SQLite file
   * @param database where the data is instead
   * @param chosen a random one is made when there is none
   */
  public static Optional<String> of(
      Path data, Optional<Settings.DatabaseAddress> database, String name, Optional<String> chosen)
      throws StartException {
    try (Database store = open(data, database)) {
      Secrets secrets = new Secrets();
      String password = chosen.orElseGet(secrets::token);
      return new Accounts(store.jdbi(), Clock.systemUTC(), secrets).resetPassword(name, password)
          ? Optional.of(password)
          : Optional.empty();
    } catch (JdbiException e) {
      throw new StartException("cannot use the database: " + Database.reason(e), e);
    }
  }

  private static Database open(Path data, Optional<Settings.DatabaseAddress> database)
      throws StartException {
    try {
      return database.isPresent()
          ? Database.besideServer(
              database.get().url(), database.get().user(), database.get().password())
          : Database.besideServer(data);
    } catch (StoreException e) {
      throw database.isPresent()
          ? new StartException(e.getMessage(), e)
          : StartException.ofInput(e.getMessage(), e);
    }
  }
}

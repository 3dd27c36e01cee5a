package cloister.server.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The tables' version, which Flyway notes in a table of its own. */
final class Schema {
  /** Of the scripts that this server has. */
  static final int NEWEST = 3;

  private static final String HISTORY = "flyway_schema_history";

  private Schema() {}

  /**
   * Brings a database up to date, unless it is already: Flyway takes half a second to say so.
   *
   * @param pool through which its version is read
   * @param flyway set up for the same database
   */
  static void bringUpToDate(DataSource pool, FluentConfiguration flyway) throws StoreException {
    try {
      if (requireKnown(pool) < NEWEST) {
        flyway.locations("classpath:db/migration").load().migrate();
      }
    } catch (FlywayException | SQLException e) {
      throw new StoreException("cannot bring the database up to date: " + Database.reason(e), e);
    }
  }

  /** Refuses a database that a server of another version made, or may be using. */
  static void requireUpToDate(DataSource pool) throws StoreException {
    try {
      int version = requireKnown(pool);
      if (version < NEWEST) {
        throw new StoreException(
            "the database is of an earlier version of Cloister: start the server of this version"
                + " once, which brings it up to date",
            null);
      }
    } catch (SQLException e) {
      throw new StoreException("cannot read the database: " + Database.reason(e), e);
    }
  }

  private static int requireKnown(DataSource pool) throws SQLException, StoreException {
    int version = version(pool);
    if (version > NEWEST) {
      throw new StoreException(
          "the database belongs to a later version of Cloister: its schema is %d, and this version knows %d"
              .formatted(version, NEWEST),
          null);
    }
    return version;
  }

  /** 0 for a database in which nothing is yet, or in which something went wrong the last time. */
  private static int version(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      try (ResultSet tables = connection.getMetaData().getTables(null, null, HISTORY, null)) {
        if (!tables.next()) {
          return 0;
        }
      }
      String newest =
          "SELECT MAX(CAST(version AS INTEGER)), MIN(CASE WHEN success THEN 1 ELSE 0 END) FROM "
              + HISTORY;
      try (ResultSet row = statement.executeQuery(newest)) {
        return row.next() && row.getInt(2) == 1 ? row.getInt(1) : 0;
      }
    }
  }
}

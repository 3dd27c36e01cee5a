package cloister.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases that every test of stored things runs on. */
public enum DatabaseKind {
  SQLITE {
    @Override
    public Optional<Settings.DatabaseAddress> fresh() {
      return Optional.empty();
    }
  },
  POSTGRESQL {
    @Override
    public Optional<Settings.DatabaseAddress> fresh() {
      String name = "test" + COUNT.incrementAndGet();
      try (Connection connection = Postgres.SERVER.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      String url = Postgres.SERVER.getJdbcUrl("postgres", name);
      return Optional.of(
          new Settings.DatabaseAddress(url, Optional.of("postgres"), Optional.empty()));
    }
  };

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Where an empty database is; nothing for a file in the data folder. */
  public abstract Optional<Settings.DatabaseAddress> fresh();

  /** A real PostgreSQL that ends with the tests' process. */
  private static final class Postgres {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

package cloister.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;

/** The connection pool, with all migrations applied. */
public final class Database implements AutoCloseable {
  private static final String FILE = "cloister.db";
  private static final Set<PosixFilePermission> FOR_OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FOR_OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Database(HikariConfig config) throws StoreException {
    try {
      pool = new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException e) {
      throw new StoreException("cannot open the database: " + reason(e), e);
    }
    try {
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(pool)
          .locations("classpath:db/migration")
          .load()
          .migrate();
    } catch (FlywayException e) {
      pool.close();
      throw new StoreException("cannot bring the database up to date: " + reason(e), e);
    }
    jdbi = Jdbi.create(pool);
  }

  /** The SQLite file in a folder, which is made when it does not exist. */
  public static Database inFolder(Path folder) throws StoreException {
    try {
      makePrivate(folder);
    } catch (IOException e) {
      throw notWritable(folder, e);
    }
    if (!Files.isWritable(folder)) {
      throw notWritable(folder, null);
    }
    Path file = folder.resolve(FILE);
    if (!Files.isWritable(file)) {
      throw new StoreException("cannot write to the database " + file.toAbsolutePath(), null);
    }
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + file);
    // SQLite has one writer at a time and lets the others try again and again, so that on a slow
    // disk
    // one of a whole class may wait too long. For one connection they queue, first come, first
    // served.
    config.setMaximumPoolSize(1);
    config.addDataSourceProperty("journal_mode", "WAL");
    config.addDataSourceProperty("synchronous", "FULL");
    config.addDataSourceProperty("busy_timeout", "5000");
    config.addDataSourceProperty("foreign_keys", "true");
    config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
    return new Database(config);
  }

  /**
   * The folder and what is in it are for their owner only, whatever the process's umask is and
   * whoever made them. A folder that holds other things too, or belongs to somebody else, is not
   * ours to close.
   */
  private static void makePrivate(Path folder) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    Files.createDirectories(folder, mode(posix, FOR_OWNER_FOLDER));
    Path file = folder.resolve(FILE);
    if (Files.notExists(file) && Files.isWritable(folder)) {
      Files.createFile(file, mode(posix, FOR_OWNER_FILE));
    }
    if (posix && Files.exists(file)) {
      close(file, FOR_OWNER_FILE);
      if (holdsOnlyOurs(folder)) {
        close(folder, FOR_OWNER_FOLDER);
      }
    }
  }

  private static FileAttribute<?>[] mode(boolean posix, Set<PosixFilePermission> permissions) {
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static void close(Path path, Set<PosixFilePermission> mode) throws IOException {
    boolean ours = Files.getOwner(path).getName().equals(System.getProperty("user.name"));
    if (ours && !Files.getPosixFilePermissions(path).equals(mode)) {
      Files.setPosixFilePermissions(path, mode);
    }
  }

  private static boolean holdsOnlyOurs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.allMatch(file -> file.getFileName().toString().startsWith(FILE));
    }
  }

  public static Database at(String url, Optional<String> user, Optional<String> password)
      throws StoreException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    user.ifPresent(config::setUsername);
    password.ifPresent(config::setPassword);
    config.setMaximumPoolSize(10);
    return new Database(config);
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  /** Throws when the database does not answer. */
  public void ping() {
    jdbi.useHandle(handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one());
  }

  @Override
  public void close() {
    pool.close();
  }

  private static StoreException notWritable(Path folder, Throwable cause) {
    return new StoreException(
        "cannot write to the data folder " + folder.toAbsolutePath().normalize(), cause);
  }

  private static String reason(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
  }
}

package cloister.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** The connection pool of a database whose schema is this version's. */
public final class Database implements AutoCloseable {
  private static final String FILE = "cloister.db";
  private static final String LOCK = FILE + ".lock";
  private static final Set<PosixFilePermission> FOR_OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FOR_OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");

  /** So long a request waits for a connection; whoever sent it is told within two seconds. */
  private static final int PATIENCE_MILLIS = 1500;

  private static final int PATIENCE_SECONDS = 2;

  /** So long a request waits while others are being served. */
  private static final int LONGEST_QUEUE_MILLIS = 15_000;

  /** With less room on the disk, the next save may be the one that does not fit. */
  private static final long LEAST_ROOM = 1 << 20;

  private final HikariDataSource pool;
  private final Optional<OpenFile> file;
  private final Optional<FolderLock> lock;
  private final Jdbi jdbi;

  /** Whether the last that could not be stored found no room. */
  private volatile boolean full;

  /** When a statement was last answered, as {@link System#nanoTime} counts. */
  private volatile long answered = System.nanoTime();

  /** What the last that was refused was refused for, since when nothing was answered. */
  private volatile Optional<Outage> refused = Optional.empty();

  /** Who else may have the database open, and so whether its tables may be changed now. */
  private enum Beside {
    NOBODY,
    SERVER
  }

  private Database(
      HikariConfig config, Optional<OpenFile> file, Optional<FolderLock> lock, Beside beside)
      throws StoreException {
    this.file = file;
    this.lock = lock;
    config.setConnectionTimeout(PATIENCE_MILLIS);
    config.setValidationTimeout(PATIENCE_MILLIS / 2);
    try {
      pool = new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException e) {
      throw new StoreException("cannot open the database: " + reason(e), e);
    } catch (RuntimeException e) {
      // From a driver that cannot read the address.
      throw new StoreException("cannot read the database's address " + config.getJdbcUrl(), e);
    }
    try {
      switch (beside) {
        case NOBODY -> Schema.bringUpToDate(pool, flyway(config));
        case SERVER -> Schema.requireUpToDate(pool);
      }
    } catch (StoreException e) {
      pool.close();
      throw e;
    }
    jdbi = noting(Jdbi.create(this::connection));
  }

  /** Statements that are answered say that the database is there. */
  private Jdbi noting(Jdbi statements) {
    return statements.setSqlLogger(
        new SqlLogger() {
          @Override
          public void logAfterExecution(StatementContext context) {
            answered = System.nanoTime();
            refused = Optional.empty();
          }
        });
  }

  /** A script may take longer than a request's statements may. */
  private FluentConfiguration flyway(HikariConfig config) {
    FluentConfiguration flyway = Flyway.configure(Database.class.getClassLoader());
    return file.isPresent()
        ? flyway.dataSource(pool)
        : flyway.dataSource(config.getJdbcUrl(), config.getUsername(), config.getPassword());
  }

  /** SQLite would go on writing to a file that nobody finds any more. */
  private Connection connection() throws SQLException {
    if (file.isPresent() && !file.get().isThere()) {
      throw new SQLTransientConnectionException("the database's file is gone");
    }
    long waited = 0;
    while (true) {
      try {
        return pool.getConnection();
      } catch (SQLTransientConnectionException e) {
        waited += PATIENCE_MILLIS;
        if (!isBusy() || waited >= LONGEST_QUEUE_MILLIS) {
          throw e;
        }
      }
    }
  }

  /** Others are being answered: it is their number that one waits for, and no outage. */
  private boolean isBusy() {
    long idleMillis = (System.nanoTime() - answered) / 1_000_000;
    HikariPoolMXBean users = pool.getHikariPoolMXBean();
    return users.getActiveConnections() + users.getThreadsAwaitingConnection() > 0
        && refused.isEmpty()
        && idleMillis < LONGEST_QUEUE_MILLIS;
  }

  /** The SQLite file in a folder, which is made when it does not exist and is ours alone then. */
  public static Database inFolder(Path folder) throws StoreException {
    try {
      makePrivate(folder);
    } catch (IOException e) {
      throw notWritable(folder, e);
    }
    if (!Files.isWritable(folder)) {
      throw notWritable(folder, null);
    }
    FolderLock lock = FolderLock.take(folder.resolve(LOCK), mode(isPosix(), FOR_OWNER_FILE));
    try {
      return inFile(folder.resolve(FILE), Optional.of(lock), Beside.NOBODY);
    } catch (StoreException e) {
      lock.close();
      throw e;
    }
  }

  /** The SQLite file that a folder has, beside a server that may be using it. */
  public static Database besideServer(Path folder) throws StoreException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      throw new StoreException("there is no database " + file.toAbsolutePath().normalize(), null);
    }
    return inFile(file, Optional.empty(), Beside.SERVER);
  }

  private static Database inFile(Path file, Optional<FolderLock> lock, Beside beside)
      throws StoreException {
    if (!Files.isWritable(file)) {
      throw new StoreException("cannot write to the database " + file.toAbsolutePath(), null);
    }
    if (file.toString().contains("?")) {
      throw new StoreException("the name of the database's folder has a question mark in it", null);
    }
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + file);
    // SQLite has one writer at a time and lets the others try again and again, so that on a slow
    // disk one of a whole class may wait too long. For one connection they queue, first come, first
    // served.
    config.setMaximumPoolSize(1);
    config.addDataSourceProperty("journal_mode", "WAL");
    config.addDataSourceProperty("synchronous", "FULL");
    config.addDataSourceProperty("busy_timeout", Integer.toString(PATIENCE_MILLIS));
    config.addDataSourceProperty("foreign_keys", "true");
    config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
    return new Database(config, Optional.of(OpenFile.of(file)), lock, beside);
  }

  /**
   * The folder and what is in it are for their owner only, whatever the process's umask is and
   * whoever made them. A folder that holds other things too, or belongs to somebody else, is not
   * ours to close.
   */
  private static void makePrivate(Path folder) throws IOException {
    boolean posix = isPosix();
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

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
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

  /** A PostgreSQL database. */
  public static Database at(String url, Optional<String> user, Optional<String> password)
      throws StoreException {
    return at(url, user, password, Beside.NOBODY);
  }

  /** A PostgreSQL database that a server may be using. */
  public static Database besideServer(String url, Optional<String> user, Optional<String> password)
      throws StoreException {
    return at(url, user, password, Beside.SERVER);
  }

  private static Database at(
      String url, Optional<String> user, Optional<String> password, Beside beside)
      throws StoreException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    user.ifPresent(config::setUsername);
    password.ifPresent(config::setPassword);
    config.setMaximumPoolSize(10);
    config.addDataSourceProperty("connectTimeout", Integer.toString(PATIENCE_SECONDS / 2));
    config.addDataSourceProperty("socketTimeout", Integer.toString(PATIENCE_SECONDS));
    return new Database(config, Optional.empty(), Optional.empty(), beside);
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  /**
   * What is the matter with the database, found out by asking it; nothing when it is well. One that
   * has its hands full is well, as long as it answers: this does not queue behind the others for
   * longer than {@link #PATIENCE_MILLIS}.
   */
  public Optional<Outage> outage() {
    try {
      if (file.isPresent() && !file.get().isThere()) {
        return Optional.of(Outage.AWAY);
      }
      Jdbi withoutQueue = noting(Jdbi.create(pool));
      withoutQueue.useHandle(
          handle -> handle.createQuery("SELECT count(*) FROM setting").mapTo(Integer.class).one());
      if (file.isPresent() && file.get().roomBytes() < LEAST_ROOM) {
        return Optional.of(Outage.FULL);
      }
      if (full) {
        new ServerSettings(withoutQueue).requireRoom();
        full = false;
      }
      return Optional.empty();
    } catch (JdbiException e) {
      if (e.getCause() instanceof SQLTransientConnectionException && isBusy()) {
        return full ? Optional.of(Outage.FULL) : Optional.empty();
      }
      return Optional.of(outage(e).orElse(Outage.AWAY));
    } catch (IOException e) {
      return Optional.of(Outage.AWAY);
    }
  }

  /** Why a statement failed, when that was the database's state; nothing for a mistake of ours. */
  public Optional<Outage> outage(JdbiException failure) {
    Optional<Outage> outage = Outage.of(failure);
    full = full || outage.equals(Optional.of(Outage.FULL));
    if (outage.isPresent()) {
      refused = outage;
    }
    return outage;
  }

  @Override
  public void close() {
    pool.close();
    lock.ifPresent(FolderLock::close);
  }

  private static StoreException notWritable(Path folder, Throwable cause) {
    return new StoreException(
        "cannot write to the data folder " + folder.toAbsolutePath().normalize(), cause);
  }

  /** What the database itself says to a failure. */
  public static String reason(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
  }
}

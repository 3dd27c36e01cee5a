package cloister.server.store;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Why the database cannot be used at present, through no fault of whoever asks and none of ours.
 */
public enum Outage {
  /** There is no room for more; what is stored can be read. */
  FULL,
  /** It does not answer, or refuses to be written to. */
  AWAY;

  /** Primary result codes of SQLite (https://sqlite.org/rescode.html). */
  private static final Set<SQLiteErrorCode> SQLITE_AWAY =
      Set.of(
          SQLiteErrorCode.SQLITE_PERM,
          SQLiteErrorCode.SQLITE_BUSY,
          SQLiteErrorCode.SQLITE_READONLY,
          SQLiteErrorCode.SQLITE_IOERR,
          SQLiteErrorCode.SQLITE_CORRUPT,
          SQLiteErrorCode.SQLITE_CANTOPEN,
          SQLiteErrorCode.SQLITE_NOTADB);

  /** PostgreSQL's disk_full (manual, appendix A). */
  private static final String DISK_FULL = "53100";

  private static final String READ_ONLY = "25006";

  /**
   * PostgreSQL's classes of states: lost connection, no resources, intervention, system error; and
   * a wrong password, since who runs the server may change it there first.
   */
  private static final Set<String> AWAY_CLASSES = Set.of("08", "53", "57", "58", "28");

  /** Nothing for mistakes, which are ours. */
  static Optional<Outage> of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refused) {
        return of(refused);
      }
    }
    return Optional.empty();
  }

  private static Optional<Outage> of(SQLException refused) {
    if (refused instanceof SQLiteException sqlite) {
      return ofSqlite(sqlite.getErrorCode());
    }
    String state = String.valueOf(refused.getSQLState());
    if (state.equals(DISK_FULL)) {
      return Optional.of(FULL);
    }
    boolean away =
        refused instanceof java.sql.SQLTransientConnectionException
            || state.equals(READ_ONLY)
            || AWAY_CLASSES.stream().anyMatch(state::startsWith);
    return away ? Optional.of(AWAY) : Optional.empty();
  }

  private static Optional<Outage> ofSqlite(int code) {
    if ((code & 0xff) == SQLiteErrorCode.SQLITE_FULL.code) {
      return Optional.of(FULL);
    }
    boolean away = SQLITE_AWAY.stream().anyMatch(known -> known.code == (code & 0xff));
    return away ? Optional.of(AWAY) : Optional.empty();
  }
}

package cloister.server.store;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Classes and who is in them. */
public final class Classes {
  public static final int MAX_CLASSES = 100;
  public static final int MAX_MEMBERS = 1000;

  private static final int CODE_LENGTH = 8;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Secrets secrets;

  public Classes(Jdbi jdbi, Clock clock, Secrets secrets) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.secrets = secrets;
  }

  /** A class; the owner is an account's id. */
  public record SchoolClass(String code, String title, String owner) {}

  /** A learner in a class under a number and a nickname that hold only there. */
  public record Member(int n, String learner, String nickname, Instant joined) {}

  /** A class as one of its members sees it. */
  public record Membership(String code, String title, String nickname) {}

  /** The outcomes of joining. */
  public enum Joining {
    DONE,
    NICKNAME_TAKEN,
    FULL,
    /** There is no such class, or no longer. */
    GONE
  }

  /** Nothing when the owner has as many classes as one may have. */
  public Optional<SchoolClass> create(String owner, String title) {
    SchoolClass made = new SchoolClass(secrets.code(CODE_LENGTH), title, owner);
    return jdbi.inTransaction(
        handle -> {
          if (owned(handle, owner).size() >= MAX_CLASSES) {
            return Optional.empty();
          }
          handle
              .createUpdate(
                  "INSERT INTO classroom"
                      + " (code, title, owner, created, next_member, next_assignment)"
                      + " VALUES (:code, :title, :owner, :now, 1, 1)")
              .bind("code", made.code())
              .bind("title", title)
              .bind("owner", owner)
              .bind("now", clock.millis())
              .execute();
          return Optional.of(made);
        });
  }

  public List<SchoolClass> owned(String owner) {
    return jdbi.withHandle(handle -> owned(handle, owner));
  }

  private static List<SchoolClass> owned(Handle handle, String owner) {
    return handle
        .createQuery(
            "SELECT code, title FROM classroom WHERE owner = :owner ORDER BY created, code")
        .bind("owner", owner)
        .map((row, context) -> new SchoolClass(row.getString(1), row.getString(2), owner))
        .list();
  }

  public Optional<SchoolClass> find(String code) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT code, title, owner FROM classroom WHERE code = :code")
                .bind("code", code)
                .map(
                    (row, context) ->
                        new SchoolClass(row.getString(1), row.getString(2), row.getString(3)))
                .findOne());
  }

  /** Joins, or takes another nickname when the learner is in the class already. */
  public Joining join(String code, String learner, String nickname) {
    try {
      return jdbi.inTransaction(handle -> join(handle, code, learner, nickname));
    } catch (UnableToExecuteStatementException e) {
      if (nicknameTaken(code, learner, nickname)) {
        return Joining.NICKNAME_TAKEN;
      }
      throw e;
    }
  }

  private Joining join(Handle handle, String code, String learner, String nickname) {
    Optional<Integer> n = nextMember(handle, code);
    if (n.isEmpty()) {
      return Joining.GONE;
    }
    if (rename(handle, code, learner, nickname)) {
      return Joining.DONE;
    }
    if (members(handle, code).size() >= MAX_MEMBERS) {
      return Joining.FULL;
    }
    handle
        .createUpdate(
            "INSERT INTO member (class, n, learner, nickname, nickname_key, joined)"
                + " VALUES (:class, :n, :learner, :nickname, :key, :now)")
        .bind("class", code)
        .bind("n", n.get())
        .bind("learner", learner)
        .bind("nickname", nickname)
        .bind("key", Accounts.key(nickname))
        .bind("now", clock.millis())
        .execute();
    return Joining.DONE;
  }

  /** Also locks the class's row, so that joins of one class come one after another. */
  private static Optional<Integer> nextMember(Handle handle, String code) {
    return handle
        .createQuery(
            "UPDATE classroom SET next_member = next_member + 1 WHERE code = :code"
                + " RETURNING next_member - 1")
        .bind("code", code)
        .mapTo(Integer.class)
        .findOne();
  }

  private static boolean rename(Handle handle, String code, String learner, String nickname) {
    int rows =
        handle
            .createUpdate(
                "UPDATE member SET nickname = :nickname, nickname_key = :key"
                    + " WHERE class = :class AND learner = :learner")
            .bind("nickname", nickname)
            .bind("key", Accounts.key(nickname))
            .bind("class", code)
            .bind("learner", learner)
            .execute();
    return rows == 1;
  }

  private boolean nicknameTaken(String code, String learner, String nickname) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createQuery(
                        "SELECT count(*) FROM member WHERE class = :class AND nickname_key = :key"
                            + " AND learner <> :learner")
                    .bind("class", code)
                    .bind("key", Accounts.key(nickname))
                    .bind("learner", learner)
                    .mapTo(Integer.class)
                    .one()
                > 0);
  }

  public List<Member> members(String code) {
    return jdbi.withHandle(handle -> members(handle, code));
  }

  private static List<Member> members(Handle handle, String code) {
    return handle
        .createQuery("SELECT n, learner, nickname, joined FROM member WHERE class = :c ORDER BY n")
        .bind("c", code)
        .map(
            (row, context) ->
                new Member(
                    row.getInt(1),
                    row.getString(2),
                    row.getString(3),
                    Instant.ofEpochMilli(row.getLong(4))))
        .list();
  }

  public List<Membership> memberships(String learner) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT c.code, c.title, m.nickname FROM member m"
                        + " JOIN classroom c ON c.code = m.class"
                        + " WHERE m.learner = :learner ORDER BY m.joined, c.code")
                .bind("learner", learner)
                .map(
                    (row, context) ->
                        new Membership(row.getString(1), row.getString(2), row.getString(3)))
                .list());
  }

  /** With its members and assignments, which the database deletes with it. */
  public void delete(String code) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("DELETE FROM classroom WHERE code = :code")
                .bind("code", code)
                .execute());
  }

  /** False when the learner is no member. */
  public boolean leave(String code, String learner) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate("DELETE FROM member WHERE class = :class AND learner = :learner")
                    .bind("class", code)
                    .bind("learner", learner)
                    .execute())
        == 1;
  }

  /** False when there was no such member. */
  public boolean removeMember(String code, int n) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate("DELETE FROM member WHERE class = :class AND n = :n")
                    .bind("class", code)
                    .bind("n", n)
                    .execute())
        == 1;
  }
}

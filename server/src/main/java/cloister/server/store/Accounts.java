package cloister.server.store;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Instructors: a name, a password, and sessions that end by themselves. */
public final class Accounts {
  public static final Duration SESSION_LIFE = Duration.ofDays(14);

  private final Jdbi jdbi;
  private final Clock clock;
  private final Secrets secrets;
  private final Passwords passwords = new Passwords();

  public Accounts(Jdbi jdbi, Clock clock, Secrets secrets) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.secrets = secrets;
  }

  /** An instructor who is signed in. */
  public record Instructor(String id, String name) {}

  private record Credentials(String id, String password) {}

  /** The token of the first session; nothing when the name is taken, in whatever case. */
  public Optional<String> create(String name, String password) {
    String id = secrets.token();
    String hash = passwords.hash(password);
    int rows =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "INSERT INTO account (id, name, name_key, password, created)"
                            + " VALUES (:id, :name, :key, :password, :now)"
                            + " ON CONFLICT (name_key) DO NOTHING")
                    .bind("id", id)
                    .bind("name", name)
                    .bind("key", key(name))
                    .bind("password", hash)
                    .bind("now", clock.millis())
                    .execute());
    return rows == 1 ? Optional.of(newSession(id)) : Optional.empty();
  }

  /**
   * The token of a new session; nothing when name and password do not belong together, after the
   * same work for names that do not exist.
   */
  public Optional<String> signIn(String name, String password) {
    Optional<Credentials> credentials = credentials(name);
    boolean right =
        credentials.isPresent()
            ? passwords.matches(password, credentials.get().password())
            : passwords.matchesNobody(password);
    // Meanwhile it may have been changed, and all sessions ended.
    return right && credentials.equals(credentials(name))
        ? credentials.map(found -> newSession(found.id()))
        : Optional.empty();
  }

  public Optional<Instructor> bySession(String token) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT a.id, a.name FROM account_session s"
                        + " JOIN account a ON a.id = s.account"
                        + " WHERE s.token_hash = :hash AND s.expires > :now")
                .bind("hash", Secrets.hash(token))
                .bind("now", clock.millis())
                .map((row, context) -> new Instructor(row.getString(1), row.getString(2)))
                .findOne());
  }

  public void signOut(String token) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("DELETE FROM account_session WHERE token_hash = :hash")
                .bind("hash", Secrets.hash(token))
                .execute());
  }

  /**
   * Takes another password and ends all sessions but this one.
   *
   * @return false when the one until now is wrong
   */
  public boolean changePassword(Instructor who, String current, String next, String session) {
    Optional<Credentials> known = credentials(who.name());
    if (known.isEmpty() || !passwords.matches(current, known.get().password())) {
      return false;
    }
    String hash = passwords.hash(next);
    // Meanwhile somebody else may have changed it.
    boolean still = known.equals(credentials(who.name()));
    if (still) {
      store(who.id(), hash, Secrets.hash(session));
    }
    return still;
  }

  /**
   * Gives an account another password and ends all its sessions.
   *
   * @return false when there is no such account
   */
  public boolean resetPassword(String name, String next) {
    Optional<Credentials> known = credentials(name);
    known.ifPresent(account -> store(account.id(), passwords.hash(next), ""));
    return known.isPresent();
  }

  private void store(String account, String hash, String lastingSession) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate("UPDATE account SET password = :password WHERE id = :id")
              .bind("password", hash)
              .bind("id", account)
              .execute();
          handle
              .createUpdate(
                  "DELETE FROM account_session WHERE account = :id AND token_hash <> :session")
              .bind("id", account)
              .bind("session", lastingSession)
              .execute();
        });
  }

  private Optional<Credentials> credentials(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT id, password FROM account WHERE name_key = :key")
                .bind("key", key(name))
                .map((row, context) -> new Credentials(row.getString(1), row.getString(2)))
                .findOne());
  }

  private String newSession(String account) {
    String token = secrets.token();
    jdbi.useTransaction(
        handle -> {
          forgetExpired(handle);
          handle
              .createUpdate(
                  "INSERT INTO account_session (token_hash, account, expires)"
                      + " VALUES (:hash, :account, :expires)")
              .bind("hash", Secrets.hash(token))
              .bind("account", account)
              .bind("expires", clock.instant().plus(SESSION_LIFE).toEpochMilli())
              .execute();
        });
    return token;
  }

  private void forgetExpired(Handle handle) {
    handle
        .createUpdate("DELETE FROM account_session WHERE expires <= :now")
        .bind("now", clock.millis())
        .execute();
  }

  /** How names are compared: compatible characters and cases are the same, the invisible none. */
  public static String key(String name) {
    StringBuilder visible = new StringBuilder();
    Normalizer.normalize(name, Normalizer.Form.NFKC)
        .codePoints()
        .filter(point -> !isIgnorable(point))
        .forEach(visible::appendCodePoint);
    return visible.toString().toLowerCase(Locale.ROOT);
  }

  /** Default_Ignorable_Code_Point of Unicode, and the blank of Braille: what nobody sees. */
  private static boolean isIgnorable(int point) {
    return switch (point) {
      case 0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164, 0xfeff, 0xffa0 ->
          true;
      default ->
          point >= 0x180b && point <= 0x180f
              || point >= 0x200b && point <= 0x200f
              || point >= 0x202a && point <= 0x202e
              || point >= 0x2060 && point <= 0x206f
              || point >= 0xfe00 && point <= 0xfe0f
              || point >= 0xe0000 && point <= 0xe0fff;
    };
  }
}

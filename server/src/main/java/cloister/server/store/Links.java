package cloister.server.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Short links: sandboxes that are too long for a link of their own, or whose use is counted. */
public final class Links {
  /** Live links for one client address. */
  public static final int QUOTA = 200;

  public static final Duration LIFE = Duration.ofDays(180);

  /** How long an expired link can still say that it has expired. */
  private static final Duration MOURNING = Duration.ofDays(30);

  private static final int ID_LENGTH = 10;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Secrets secrets;
  private final String clientKey;

  public Links(Jdbi jdbi, Clock clock, Secrets secrets) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.secrets = secrets;
    this.clientKey = new ServerSettings(jdbi).getOrPut("client-key", secrets.token());
  }

  /** A link just made; only its maker ever sees the token. */
  public record Made(String id, Instant expires, String deleteToken) {}

  /**
   * A stored sandbox as JSON text.
   *
   * @param opened how often it was opened, this time included
   */
  public record Link(String sandbox, long opened, Instant expires) {}

  /** Nothing when the client has used up its quota. */
  public Optional<Made> create(String sandbox, String client) {
    String clientHash = Secrets.keyedHash(clientKey, client);
    Made made = new Made(secrets.code(ID_LENGTH), now().plus(LIFE), secrets.token());
    boolean room =
        jdbi.inTransaction(
            handle -> {
              forgetExpired(handle);
              boolean below = live(handle, clientHash) < QUOTA;
              if (below) {
                insert(handle, made, sandbox, clientHash);
              }
              return below;
            });
    return room ? Optional.of(made) : Optional.empty();
  }

  /** Finds a link and, where it has not expired and the database can be written, counts that. */
  public Optional<Link> open(String id) {
    Optional<Link> found = find(id);
    return found.isPresent() && count(id)
        ? found.map(link -> new Link(link.sandbox(), link.opened() + 1, link.expires()))
        : found;
  }

  /** False when nothing was counted: whoever opens a link is not to miss it for that. */
  private boolean count(String id) {
    try {
      return jdbi.withHandle(
              handle ->
                  handle
                      .createUpdate(
                          "UPDATE link SET opened = opened + 1 WHERE id = :id AND expires > :now")
                      .bind("id", id)
                      .bind("now", clock.millis())
                      .execute())
          == 1;
    } catch (JdbiException e) {
      if (Outage.of(e).isEmpty()) {
        throw e;
      }
      return false;
    }
  }

  /** Opens nothing; an expired link is still found, so that the answer can say so. */
  public Optional<Link> find(String id) {
    return jdbi.withHandle(handle -> find(handle, id));
  }

  /** The outcomes of deleting. */
  public enum Deletion {
    DONE,
    NO_LINK,
    WRONG_TOKEN
  }

  public Deletion delete(String id, String token) {
    return jdbi.inTransaction(
        handle -> {
          Optional<String> hash =
              handle
                  .createQuery("SELECT delete_hash FROM link WHERE id = :id")
                  .bind("id", id)
                  .mapTo(String.class)
                  .findOne();
          if (hash.isEmpty()) {
            return Deletion.NO_LINK;
          }
          if (!Secrets.same(hash.get(), Secrets.hash(token))) {
            return Deletion.WRONG_TOKEN;
          }
          handle.createUpdate("DELETE FROM link WHERE id = :id").bind("id", id).execute();
          return Deletion.DONE;
        });
  }

  /** As exact as it is stored. */
  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  private static Optional<Link> find(Handle handle, String id) {
    return handle
        .createQuery("SELECT sandbox, opened, expires FROM link WHERE id = :id")
        .bind("id", id)
        .map(
            (row, context) ->
                new Link(row.getString(1), row.getLong(2), Instant.ofEpochMilli(row.getLong(3))))
        .findOne();
  }

  private void forgetExpired(Handle handle) {
    handle
        .createUpdate("DELETE FROM link WHERE expires < :before")
        .bind("before", clock.instant().minus(MOURNING).toEpochMilli())
        .execute();
  }

  private int live(Handle handle, String client) {
    return handle
        .createQuery("SELECT count(*) FROM link WHERE client = :client AND expires > :now")
        .bind("client", client)
        .bind("now", clock.millis())
        .mapTo(Integer.class)
        .one();
  }

  private void insert(Handle handle, Made made, String sandbox, String client) {
    handle
        .createUpdate(
            "INSERT INTO link (id, sandbox, client, delete_hash, created, expires, opened)"
                + " VALUES (:id, :sandbox, :client, :hash, :now, :expires, 0)")
        .bind("id", made.id())
        .bind("sandbox", sandbox)
        .bind("client", client)
        .bind("hash", Secrets.hash(made.deleteToken()))
        .bind("now", clock.millis())
        .bind("expires", made.expires().toEpochMilli())
        .execute();
  }
}

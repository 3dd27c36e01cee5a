package cloister.server.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Learners without accounts: each device holds a token; a code joins one more device. */
public final class Learners {
  static final Duration CODE_LIFE = Duration.ofHours(1);

  private static final int CODE_LENGTH = 10;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Secrets secrets;

  public Learners(Jdbi jdbi, Clock clock, Secrets secrets) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.secrets = secrets;
  }

  /** A code and the moment from which it no longer works. */
  public record Code(String code, Instant expires) {}

  /** A learner and the token for the device that they use. */
  public record NewDevice(String learner, String token) {}

  public Optional<String> byDevice(String token) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT learner FROM device WHERE token_hash = :hash")
                .bind("hash", Secrets.hash(token))
                .mapTo(String.class)
                .findOne());
  }

  /** A learner nobody has seen before. */
  public NewDevice create() {
    String learner = secrets.token();
    return jdbi.inTransaction(
        handle -> {
          handle
              .createUpdate("INSERT INTO learner (id, created) VALUES (:id, :created)")
              .bind("id", learner)
              .bind("created", clock.millis())
              .execute();
          return new NewDevice(learner, addDevice(handle, learner));
        });
  }

  /** Forgets a learner and everything of theirs. */
  public void remove(String learner) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("DELETE FROM learner WHERE id = :id")
                .bind("id", learner)
                .execute());
  }

  /** A code with which one other device can become this learner's. */
  public Code newCode(String learner) {
    String code = secrets.code(CODE_LENGTH);
    Instant expires = Instant.ofEpochMilli(clock.millis()).plus(CODE_LIFE);
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate("DELETE FROM progress_code WHERE learner = :l OR expires <= :now")
              .bind("l", learner)
              .bind("now", clock.millis())
              .execute();
          handle
              .createUpdate(
                  "INSERT INTO progress_code (code_hash, learner, expires) VALUES (:c, :l, :e)")
              .bind("c", Secrets.hash(code))
              .bind("l", learner)
              .bind("e", expires.toEpochMilli())
              .execute();
        });
    return new Code(code, expires);
  }

  /**
   * Uses a code up.
   *
   * @param before who this device belonged to; what they have done is kept
   * @return the code's learner and a new token for this device, or nothing for a code that is not
   *     valid
   */
  public Optional<NewDevice> claim(String code, Optional<String> before) {
    return jdbi.inTransaction(
        handle -> {
          Optional<String> learner = takeCode(handle, Secrets.hash(Secrets.typed(code)));
          learner.ifPresent(
              to ->
                  before
                      .filter(from -> !from.equals(to))
                      .ifPresent(from -> new Merge(handle, from, to).all()));
          return learner.map(to -> new NewDevice(to, addDevice(handle, to)));
        });
  }

  private Optional<String> takeCode(Handle handle, String hash) {
    return handle
        .createQuery(
            "DELETE FROM progress_code WHERE code_hash = :hash AND expires > :now"
                + " RETURNING learner")
        .bind("hash", hash)
        .bind("now", clock.millis())
        .mapTo(String.class)
        .findOne();
  }

  private String addDevice(Handle handle, String learner) {
    String token = secrets.token();
    handle
        .createUpdate(
            "INSERT INTO device (token_hash, learner, created) VALUES (:hash, :learner, :created)")
        .bind("hash", Secrets.hash(token))
        .bind("learner", learner)
        .bind("created", clock.millis())
        .execute();
    return token;
  }
}

package cloister.server.http;

import cloister.input.InvalidInput;
import cloister.message.Argument;
import cloister.message.Catalogue;
import cloister.message.Message;
import java.time.Duration;
import java.util.Optional;

/** A request that is refused: the status, the sentence and the field it is about (RFC 9457). */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String messageId;
  private final transient Optional<Message> reason;
  private final String words;
  private final String field;
  private final int retrySeconds;

  private Problem(int status, String field, int retrySeconds, Message reason) {
    this(status, field, retrySeconds, reason.id(), Optional.of(reason), "");
  }

  private Problem(
      int status,
      String field,
      int retrySeconds,
      String messageId,
      Optional<Message> reason,
      String words) {
    super(status + " " + messageId, null, false, false);
    this.status = status;
    this.messageId = messageId;
    this.reason = reason;
    this.words = words;
    this.field = field;
    this.retrySeconds = retrySeconds;
  }

  public static Problem of(int status, String id, Argument... arguments) {
    return new Problem(status, "", 0, Message.of(id, arguments));
  }

  /** A problem with one field of the request. */
  public static Problem field(int status, String field, String id, Argument... arguments) {
    return new Problem(status, field, 0, Message.of(id, arguments));
  }

  /** Something that the simulator's own readers refused. */
  public static Problem of(InvalidInput invalid) {
    return new Problem(400, invalid.field(), 0, invalid.reason());
  }

  /** A problem whose sentence another process has worded already. */
  public static Problem worded(int status, String field, String messageId, String words) {
    return new Problem(status, field, 0, messageId, Optional.empty(), words);
  }

  /** Too much at once; the client may come again after the wait. */
  public static Problem tooMany(Duration wait, String id) {
    int seconds = (int) Math.min(86_400, wait.plusMillis(999).toSeconds());
    return new Problem(
        429, "", seconds, Message.of(id, Argument.decimal("seconds", Math.max(1, seconds))));
  }

  public int status() {
    return status;
  }

  public String messageId() {
    return messageId;
  }

  /** The sentence, with the field's name in front. */
  public String detail(Catalogue catalogue) {
    String sentence = reason.map(catalogue::format).orElse(words);
    return field.isEmpty() ? sentence : field + ": " + sentence;
  }

  public Optional<String> field() {
    return field.isEmpty() ? Optional.empty() : Optional.of(field);
  }

  /** Seconds after which to try again; 0 when that would not help. */
  public int retrySeconds() {
    return retrySeconds;
  }
}

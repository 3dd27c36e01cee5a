package cloister.server.http;

import cloister.input.InvalidInput;
import cloister.message.Argument;
import cloister.message.Catalogue;
import cloister.message.Message;
import java.time.Duration;
import java.util.List;
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
  private final transient List<SourcePlace> places;

  private Problem(int status, String field, int retrySeconds, Message reason) {
    this(status, field, retrySeconds, reason.id(), Optional.of(reason), "", List.of());
  }

  private Problem(
      int status,
      String field,
      int retrySeconds,
      String messageId,
      Optional<Message> reason,
      String words,
      List<SourcePlace> places) {
    super(status + " " + messageId, null, false, false);
    this.status = status;
    this.messageId = messageId;
    this.reason = reason;
    this.words = words;
    this.field = field;
    this.retrySeconds = retrySeconds;
    this.places = List.copyOf(places);
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
    return new Problem(status, field, 0, messageId, Optional.empty(), words, List.of());
  }

  /**
   * Mistakes in a source that the request brought along.
   *
   * @param places at least one; the first speaks for all
   */
  public static Problem inSource(int status, String field, List<SourcePlace> places) {
    SourcePlace first = places.getFirst();
    return new Problem(
        status, field, 0, first.messageId(), Optional.empty(), first.detail(), places);
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

  /** What is wrong in the sources, when that is the problem. */
  public List<SourcePlace> places() {
    return places;
  }

  /** Seconds after which to try again; 0 when that would not help. */
  public int retrySeconds() {
    return retrySeconds;
  }
}

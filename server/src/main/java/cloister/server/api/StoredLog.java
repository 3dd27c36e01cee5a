package cloister.server.api;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.server.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How large a log may be that the server keeps: nobody types more, and everybody may store. */
final class StoredLog {
  static final int MAX_BYTES = 160 << 10;

  /** All logs of one learner, whatever devices they use. */
  static final int MAX_TOTAL = 3 << 20;

  private static final int MAX_TEXT = 200;
  private static final int MAX_ITEMS = 20;

  private StoredLog() {}

  /** The log as JSON text. */
  static String text(Json.Arr log) {
    for (int i = 0; i < log.items().size(); i++) {
      if (((Json.Obj) log.items().get(i)).get("value") instanceof Json answer) {
        requireShort(answer, "log[" + i + "].value");
      }
    }
    String text = log.write();
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw Problem.field(413, "log", "error.log.size", Argument.decimal("bytes", MAX_BYTES));
    }
    return text;
  }

  /** Refuses a log for which a learner's other ones leave no room. */
  static void requireRoom(long others, String text) {
    if (others + text.length() > MAX_TOTAL) {
      throw Problem.field(413, "log", "error.log.total", Argument.decimal("bytes", MAX_TOTAL));
    }
  }

  private static void requireShort(Json answer, String field) {
    if (answer instanceof Json.Str(String text) && text.length() > MAX_TEXT) {
      throw tooLong(field, MAX_TEXT);
    }
    if (answer instanceof Json.Arr(List<Json> items)) {
      if (items.size() > MAX_ITEMS) {
        throw tooLong(field, MAX_ITEMS);
      }
      for (int i = 0; i < items.size(); i++) {
        requireShort(items.get(i), field + "[" + i + "]");
      }
    }
  }

  private static Problem tooLong(String field, int most) {
    return Problem.field(422, field, "error.schema.long", Argument.decimal("expected", most));
  }
}

package cloister.server.api;

import cloister.codec.Json;
import cloister.codec.JsonException;
import cloister.codec.JsonParser;
import cloister.message.Argument;
import cloister.server.http.Problem;
import cloister.server.lesson.Lessons;
import cloister.world.share.Sandbox;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Sandboxes in request bodies. */
final class Sandboxes {
  static final int MAX_BODY = 256 << 10;

  private static final String FIELD = "sandbox";

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private Sandboxes() {}

  /** The member {@code sandbox} as JSON text, checked by the simulator's own reader. */
  static String in(JsonNode body, Lessons lessons) {
    Sandbox sandbox = SimulatorJson.sandbox(body.get(FIELD), FIELD);
    if (sandbox.lesson().isPresent() && lessons.lesson(sandbox.lesson().get()).isEmpty()) {
      throw Problem.field(
          422, FIELD + ".lesson", "error.lesson", Argument.code("lesson", sandbox.lesson().get()));
    }
    if (!DIGEST.matcher(sandbox.digest()).matches()) {
      throw Problem.field(422, FIELD + ".digest", "error.schema.form");
    }
    return sandbox.toJson().write();
  }

  /** What was stored may be for a lesson that the course no longer has. */
  static void requireLesson(String stored, Lessons lessons) {
    Optional<String> id = lessonOf(stored);
    if (id.isPresent() && lessons.lesson(id.get()).isEmpty()) {
      throw Problem.field(
          410, FIELD + ".lesson", "error.lesson", Argument.code("lesson", id.get()));
    }
  }

  /** The lesson that a stored sandbox is of, if of any. */
  static Optional<String> lessonOf(String stored) {
    try {
      Json.Obj sandbox = (Json.Obj) JsonParser.parse(stored);
      return sandbox.get("lesson") instanceof Json.Str(String id)
          ? Optional.of(id)
          : Optional.empty();
    } catch (JsonException e) {
      throw new IllegalStateException("a stored sandbox of " + stored.length() + " characters", e);
    }
  }
}

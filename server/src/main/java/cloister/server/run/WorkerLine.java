package cloister.server.run;

import cloister.codec.Json;
import cloister.codec.JsonException;
import cloister.codec.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines between the server and its workers. */
public final class WorkerLine {
  private static final String DONE = "done";
  private static final String ERRORS = "errors";
  private static final String FIELD = "field";
  private static final String ID = "id";
  private static final String TEXT = "text";

  private WorkerLine() {}

  /**
   * A request.
   *
   * @param scenario without one the lesson's is taken
   * @param log without one the scenario runs to its end
   */
  public static String request(
      Optional<Json> scenario, Optional<String> lesson, Optional<Json> log) {
    Json.Members members = Json.object();
    scenario.ifPresent(json -> members.put("scenario", json));
    lesson.ifPresent(id -> members.put("lesson", id));
    log.ifPresent(json -> members.put("log", json));
    return members.build().write();
  }

  static String done(Json result, List<SourceError> errors) {
    List<Json> list = new ArrayList<>();
    errors.forEach(error -> list.add(error.toJson()));
    return Json.object().put(DONE, result).put(ERRORS, list).build().write();
  }

  static String refused(String field, String messageId, String text) {
    return Json.object().put(FIELD, field).put(ID, messageId).put(TEXT, text).build().write();
  }

  static Outcome read(String answer) {
    Json.Obj members = (Json.Obj) parse(answer);
    if (members.get(DONE) instanceof Json.Obj result) {
      return new Outcome.Done(result.write(), errors((Json.Arr) members.get(ERRORS)));
    }
    return new Outcome.Refused(
        text(members.get(FIELD)), text(members.get(ID)), text(members.get(TEXT)));
  }

  private static List<SourceError> errors(Json.Arr list) {
    return list.items().stream().map(error -> SourceError.of((Json.Obj) error)).toList();
  }

  private static String text(Json json) {
    return ((Json.Str) json).value();
  }

  private static Json parse(String text) {
    try {
      return JsonParser.parse(text);
    } catch (JsonException e) {
      throw new IllegalStateException("a line that is not JSON", e);
    }
  }
}

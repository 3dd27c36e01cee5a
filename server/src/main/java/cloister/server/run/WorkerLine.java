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
  private static final String LOG = "log";
  private static final String DEFECT = "defect";
  private static final String FIELD = "field";
  private static final String ID = "id";
  private static final String TEXT = "text";

  private WorkerLine() {}

  /**
   * A request.
   *
   * @param scenario without one the lesson's is taken
   * @param seed the learner's own, instead of the scenario's or the lesson's
   * @param log without one the scenario runs to its end
   * @param technique how guests run, instead of the scenario's own way
   */
  public static String request(
      Optional<Json> scenario,
      Optional<String> lesson,
      Optional<Integer> seed,
      Optional<Json> log,
      Optional<String> technique) {
    Json.Members members = Json.object();
    scenario.ifPresent(json -> members.put("scenario", json));
    lesson.ifPresent(id -> members.put("lesson", id));
    seed.ifPresent(number -> members.put("seed", number));
    log.ifPresent(json -> members.put("log", json));
    technique.ifPresent(name -> members.put(RunOrder.TECHNIQUE, name));
    return members.build().write();
  }

  /**
   * A request for a log of a lesson that is to be kept.
   *
   * @param passed tasks that the learner has passed in other sessions
   * @param compact whether it is to be made shorter
   */
  public static String grading(
      String lesson, Optional<Integer> seed, Json log, List<String> passed, boolean compact) {
    Json.Members members = Json.object().put("lesson", lesson);
    seed.ifPresent(number -> members.put("seed", number));
    members.put("log", log);
    if (!passed.isEmpty()) {
      members.put(RunOrder.PASSED, Json.strings(passed));
    }
    if (compact) {
      members.put(RunOrder.COMPACT, true);
    }
    return members.build().write();
  }

  static String done(Json result, List<SourceError> errors, Optional<Json> shorter) {
    List<Json> list = new ArrayList<>();
    errors.forEach(error -> list.add(error.toJson()));
    Json.Members members = Json.object().put(DONE, result).put(ERRORS, list);
    shorter.ifPresent(log -> members.put(LOG, log));
    return members.build().write();
  }

  static String refused(String field, String messageId, String text) {
    return Json.object().put(FIELD, field).put(ID, messageId).put(TEXT, text).build().write();
  }

  /**
   * The run brought out a mistake of ours.
   *
   * @param file on which the compiler failed; empty for a mistake elsewhere
   */
  static String defect(String file) {
    return Json.object().put(DEFECT, file).build().write();
  }

  static Outcome read(String answer) {
    Json.Obj members = (Json.Obj) parse(answer);
    if (members.get(DONE) instanceof Json.Obj result) {
      return new Outcome.Done(
          result.write(),
          errors((Json.Arr) members.get(ERRORS)),
          members.get(LOG) instanceof Json.Arr log ? Optional.of(log) : Optional.empty());
    }
    if (members.get(DEFECT) instanceof Json.Str file) {
      return new Outcome.Defect(file.value());
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

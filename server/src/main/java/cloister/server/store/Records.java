package cloister.server.store;

import cloister.codec.Json;
import cloister.codec.JsonException;
import cloister.codec.JsonParser;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * What is stored of a learner in the form that the simulator merges: {@code {lessons: {id: {tasks:
 * {id: {passedAt, firstTry}}, log, updated}}}}, times in milliseconds of the epoch.
 */
final class Records {
  private Records() {}

  private record TaskRow(String lesson, String task, long passed, boolean firstTry) {}

  private record LogRow(String lesson, String log, long updated) {}

  static Json.Obj of(Handle handle, String learner) {
    Map<String, Map<String, Json>> lessons = new LinkedHashMap<>();
    Map<String, Map<String, Json>> tasks = new LinkedHashMap<>();
    for (TaskRow row : taskRows(handle, learner)) {
      Json passed =
          Json.object()
              .put("passedAt", new Json.Num(row.passed()))
              .put("firstTry", row.firstTry())
              .build();
      tasks.computeIfAbsent(row.lesson(), id -> new LinkedHashMap<>()).put(row.task(), passed);
    }
    for (Map.Entry<String, Map<String, Json>> lesson : tasks.entrySet()) {
      lessons
          .computeIfAbsent(lesson.getKey(), id -> new LinkedHashMap<>())
          .put("tasks", new Json.Obj(lesson.getValue()));
    }
    for (LogRow row : logRows(handle, learner)) {
      Map<String, Json> lesson = lessons.computeIfAbsent(row.lesson(), id -> new LinkedHashMap<>());
      lesson.put("log", parse(row.log()));
      lesson.put("updated", new Json.Num(row.updated()));
    }
    Json.Members all = Json.object();
    lessons.forEach((id, lesson) -> all.put(id, new Json.Obj(lesson)));
    return Json.object().put("lessons", all.build()).build();
  }

  static Map<String, Json> lessons(Json.Obj records) {
    return ((Json.Obj) records.get("lessons")).members();
  }

  static Map<String, Json> tasks(Json lesson) {
    return ((Json.Obj) lesson).get("tasks") instanceof Json.Obj tasks ? tasks.members() : Map.of();
  }

  /** A lesson's log and when it was stored; JSON's null for both where there is none. */
  static Json log(Json.Obj records, String lesson) {
    Map<String, Json> members =
        lessons(records).get(lesson) instanceof Json.Obj known ? known.members() : Map.of();
    return Json.object()
        .put("log", members.getOrDefault("log", Json.NULL))
        .put("updated", members.getOrDefault("updated", Json.NULL))
        .build();
  }

  static long passedAt(Json.Obj passed) {
    return (long) ((Json.Num) passed.get("passedAt")).value();
  }

  static boolean firstTry(Json.Obj passed) {
    return passed.get("firstTry").equals(Json.of(true));
  }

  private static Json parse(String log) {
    try {
      return JsonParser.parse(log);
    } catch (JsonException e) {
      throw new IllegalStateException("a stored log of " + log.length() + " characters", e);
    }
  }

  private static Iterable<TaskRow> taskRows(Handle handle, String learner) {
    return handle
        .createQuery(
            "SELECT lesson, task, passed, first_try FROM passed_task WHERE learner = :learner"
                + " ORDER BY lesson, task")
        .bind("learner", learner)
        .map(
            (row, context) ->
                new TaskRow(row.getString(1), row.getString(2), row.getLong(3), row.getBoolean(4)))
        .list();
  }

  private static Iterable<LogRow> logRows(Handle handle, String learner) {
    return handle
        .createQuery(
            "SELECT lesson, log, updated FROM lesson_log WHERE learner = :learner ORDER BY lesson")
        .bind("learner", learner)
        .map((row, context) -> new LogRow(row.getString(1), row.getString(2), row.getLong(3)))
        .list();
  }
}

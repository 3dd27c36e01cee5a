package cloister.world.progress;

import cloister.codec.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Merges records of progress, {@code {lessons: {id: {tasks: {id: {passedAt, firstTry}}, log}}}}.
 * The result has everything that either has; it does not matter in which order records are merged
 * or how often.
 */
public final class Progress {
  private Progress() {}

  public static Json merge(Json a, Json b) {
    return mergeMembers(
        a,
        b,
        (key, first, second) ->
            key.equals("lessons")
                ? mergeMembers(first, second, (id, x, y) -> lesson(x, y))
                : smaller(first, second));
  }

  private interface Merger {
    Json merge(String key, Json a, Json b);
  }

  private static Json mergeMembers(Json a, Json b, Merger merger) {
    Map<String, Json> all = new LinkedHashMap<>();
    if (a instanceof Json.Obj first) {
      all.putAll(first.members());
    }
    if (b instanceof Json.Obj second) {
      for (Map.Entry<String, Json> member : second.members().entrySet()) {
        Json known = all.get(member.getKey());
        Json merged =
            known == null
                ? member.getValue()
                : merger.merge(member.getKey(), known, member.getValue());
        all.put(member.getKey(), merged);
      }
    }
    return new Json.Obj(all);
  }

  private static Json lesson(Json a, Json b) {
    Json richer = richer(a, b);
    return mergeMembers(
        a,
        b,
        (key, first, second) ->
            switch (key) {
              case "tasks" -> mergeMembers(first, second, (id, x, y) -> task(x, y));
              case "log" -> ((Json.Obj) richer).get("log");
              default -> smaller(first, second);
            });
  }

  /** The earliest pass counts, and a first try is never lost. */
  private static Json task(Json a, Json b) {
    return mergeMembers(
        a,
        b,
        (key, first, second) ->
            key.equals("firstTry") ? either(first, second) : smaller(first, second));
  }

  private static Json either(Json a, Json b) {
    boolean any = a instanceof Json.Bool(boolean x) && x || b instanceof Json.Bool(boolean y) && y;
    return Json.of(any);
  }

  /** The earlier of two numbers or times; by their text where they are neither. */
  private static Json smaller(Json a, Json b) {
    if (a instanceof Json.Num first && b instanceof Json.Num second) {
      return first.compareTo(second) <= 0 ? a : b;
    }
    return a.writeSorted().compareTo(b.writeSorted()) <= 0 ? a : b;
  }

  /** The lesson record whose log is kept: more tasks, then the longer log. */
  private static Json richer(Json a, Json b) {
    int byTasks = taskCount(a) - taskCount(b);
    if (byTasks != 0) {
      return byTasks > 0 ? a : b;
    }
    String first = log(a).map(Json::writeSorted).orElse("");
    String second = log(b).map(Json::writeSorted).orElse("");
    if (first.length() != second.length()) {
      return first.length() > second.length() ? a : b;
    }
    return first.compareTo(second) <= 0 ? a : b;
  }

  private static int taskCount(Json lesson) {
    return lesson instanceof Json.Obj members && members.get("tasks") instanceof Json.Obj tasks
        ? tasks.members().size()
        : 0;
  }

  private static Optional<Json> log(Json lesson) {
    return lesson instanceof Json.Obj members ? Optional.of(members.get("log")) : Optional.empty();
  }
}

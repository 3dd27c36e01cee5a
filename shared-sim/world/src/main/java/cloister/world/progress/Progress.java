package cloister.world.progress;

import cloister.codec.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Merges records of progress, {@code {lessons: {id: {tasks: {id: {passedAt, firstTry}}, log,
 * updated}}}}. The result has every task that either has; it does not matter in which order records
 * are merged or how often. One log is kept, the newer by {@code updated}, the server's time of
 * storing it: a learner who starts a lesson again wants that session, not one that came further.
 */
public final class Progress {
  private static final String LOG = "log";
  private static final String UPDATED = "updated";

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
    Map<String, Json> merged = new LinkedHashMap<>();
    Json both =
        mergeMembers(
            a,
            b,
            (key, first, second) ->
                key.equals("tasks")
                    ? mergeMembers(first, second, (id, x, y) -> task(x, y))
                    : smaller(first, second));
    merged.putAll(((Json.Obj) both).members());
    newer(kept(a), kept(b))
        .ifPresent(
            kept -> {
              merged.put(LOG, kept.log());
              kept.updated().ifPresent(updated -> merged.put(UPDATED, updated));
            });
    return new Json.Obj(merged);
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

  /** A log and when a server stored it; nothing where none did. */
  private record Kept(Json log, Optional<Json.Num> updated) {}

  private static Optional<Kept> kept(Json lesson) {
    if (!(lesson instanceof Json.Obj members) || !members.members().containsKey(LOG)) {
      return Optional.empty();
    }
    Optional<Json.Num> updated =
        members.members().get(UPDATED) instanceof Json.Num time
            ? Optional.of(time)
            : Optional.empty();
    return Optional.of(new Kept(members.get(LOG), updated));
  }

  private static Optional<Kept> newer(Optional<Kept> a, Optional<Kept> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.or(() -> b);
    }
    return isNewer(b.get(), a.get()) ? b : a;
  }

  /** The later time, then the longer log, then its text, so that of two logs one always wins. */
  private static boolean isNewer(Kept a, Kept b) {
    int later = compareTimes(a.updated(), b.updated());
    if (later != 0) {
      return later > 0;
    }
    String first = a.log().writeSorted();
    String second = b.log().writeSorted();
    if (first.length() != second.length()) {
      return first.length() > second.length();
    }
    return first.compareTo(second) < 0;
  }

  private static int compareTimes(Optional<Json.Num> a, Optional<Json.Num> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Boolean.compare(a.isPresent(), b.isPresent());
    }
    return a.get().compareTo(b.get());
  }
}

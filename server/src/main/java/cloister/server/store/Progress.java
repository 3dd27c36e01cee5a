package cloister.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Which tasks a learner has passed, and the log with which a lesson goes on. */
public final class Progress {
  private final Jdbi jdbi;
  private final Clock clock;

  public Progress(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** A passed task, as the first passing log had it. */
  public record Passed(Instant passedAt, boolean firstTry) {}

  /**
   * A lesson as far as the learner came.
   *
   * @param log the command log as JSON text
   * @param updated when the log was stored, in milliseconds of the epoch
   * @param recording nothing for a log that was stored before it was noted
   */
  public record Entry(
      Map<String, Passed> tasks, String log, long updated, Optional<Recording> recording) {}

  /**
   * What a log was replayed on when it was stored.
   *
   * @param simulator its version
   * @param scenarioHash of the lesson's start at this seed
   * @param digest of the state that it led to
   */
  public record Recording(int seed, String simulator, String scenarioHash, String digest) {}

  private record Row(String lesson, String task, long passed, boolean firstTry) {}

  private record MemberRow(int n, String task, long passed, boolean firstTry) {}

  private record LogRow(String lesson, String log, long updated, Optional<Recording> recording) {}

  /** All lessons that the learner has touched. */
  public Map<String, Entry> of(String learner) {
    return jdbi.withHandle(handle -> entries(handle, learner));
  }

  /** What a class's members, by their numbers, have passed of a lesson. */
  public Map<Integer, Map<String, Passed>> ofClass(String code, String lesson) {
    Map<Integer, Map<String, Passed>> members = new TreeMap<>();
    for (MemberRow row : memberRows(code, lesson)) {
      members
          .computeIfAbsent(row.n(), n -> new LinkedHashMap<>())
          .put(row.task(), new Passed(Instant.ofEpochMilli(row.passed()), row.firstTry()));
    }
    return members;
  }

  /**
   * Stores the tasks that a log reaches, and the log unless the stored one passes more of them.
   *
   * @param reached task and whether the first try passed it
   * @return the lesson's entry with what was passed before
   */
  public Entry store(
      String learner,
      String lesson,
      String log,
      Map<String, Boolean> reached,
      Recording recording) {
    return jdbi.inTransaction(
        handle -> {
          storeLog(handle, learner, lesson, log, reached.size(), recording);
          reached.forEach((task, firstTry) -> storeTask(handle, learner, lesson, task, firstTry));
          return entries(handle, learner).get(lesson);
        });
  }

  /** Bytes of the logs that a learner has of other lessons. */
  public long logBytesBesides(String learner, String lesson) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT coalesce(sum(length(log)), 0) FROM lesson_log"
                        + " WHERE learner = :learner AND lesson <> :lesson")
                .bind("learner", learner)
                .bind("lesson", lesson)
                .mapTo(Long.class)
                .one());
  }

  private void storeLog(
      Handle handle, String learner, String lesson, String log, int reached, Recording recording) {
    handle
        .createUpdate(
            "INSERT INTO lesson_log (learner, lesson, log, updated, reached, seed, simulator,"
                + " scenario_hash, digest) VALUES (:learner, :lesson, :log, :now, :reached, :seed,"
                + " :simulator, :scenarioHash, :digest) ON CONFLICT (learner, lesson) DO UPDATE SET"
                + " log = excluded.log, updated = excluded.updated, reached = excluded.reached,"
                + " seed = excluded.seed, simulator = excluded.simulator, scenario_hash ="
                + " excluded.scenario_hash, digest = excluded.digest WHERE excluded.reached >="
                + " lesson_log.reached")
        .bind("learner", learner)
        .bind("lesson", lesson)
        .bind("log", log)
        .bind("now", clock.millis())
        .bind("reached", reached)
        .bind("seed", recording.seed())
        .bind("simulator", recording.simulator())
        .bind("scenarioHash", recording.scenarioHash())
        .bind("digest", recording.digest())
        .execute();
  }

  /** The first pass counts: whoever knows the answers now could send a log without mistakes. */
  private void storeTask(
      Handle handle, String learner, String lesson, String task, boolean firstTry) {
    handle
        .createUpdate(
            "INSERT INTO passed_task (learner, lesson, task, passed, first_try)"
                + " VALUES (:learner, :lesson, :task, :now, :firstTry)"
                + " ON CONFLICT (learner, lesson, task) DO NOTHING")
        .bind("learner", learner)
        .bind("lesson", lesson)
        .bind("task", task)
        .bind("now", clock.millis())
        .bind("firstTry", firstTry)
        .execute();
  }

  private static Map<String, Entry> entries(Handle handle, String learner) {
    Map<String, Map<String, Passed>> tasks = new TreeMap<>();
    for (Row row : rows(handle, learner)) {
      tasks
          .computeIfAbsent(row.lesson(), lesson -> new LinkedHashMap<>())
          .put(row.task(), new Passed(Instant.ofEpochMilli(row.passed()), row.firstTry()));
    }
    Map<String, Entry> entries = new TreeMap<>();
    for (LogRow row : logs(handle, learner)) {
      entries.put(
          row.lesson(),
          new Entry(
              tasks.getOrDefault(row.lesson(), Map.of()),
              row.log(),
              row.updated(),
              row.recording()));
    }
    return entries;
  }

  private List<MemberRow> memberRows(String code, String lesson) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT m.n, t.task, t.passed, t.first_try FROM member m"
                        + " JOIN passed_task t ON t.learner = m.learner"
                        + " WHERE m.class = :class AND t.lesson = :lesson"
                        + " ORDER BY t.passed, t.task")
                .bind("class", code)
                .bind("lesson", lesson)
                .map(
                    (row, context) ->
                        new MemberRow(
                            row.getInt(1), row.getString(2), row.getLong(3), row.getBoolean(4)))
                .list());
  }

  private static List<Row> rows(Handle handle, String learner) {
    return handle
        .createQuery(
            "SELECT lesson, task, passed, first_try FROM passed_task WHERE learner = :learner"
                + " ORDER BY lesson, passed, task")
        .bind("learner", learner)
        .map(
            (row, context) ->
                new Row(row.getString(1), row.getString(2), row.getLong(3), row.getBoolean(4)))
        .list();
  }

  private static List<LogRow> logs(Handle handle, String learner) {
    return handle
        .createQuery(
            "SELECT lesson, log, seed, simulator, scenario_hash, digest, updated FROM lesson_log"
                + " WHERE learner = :learner")
        .bind("learner", learner)
        .map(
            (row, context) ->
                new LogRow(row.getString(1), row.getString(2), row.getLong(7), recording(row)))
        .list();
  }

  private static Optional<Recording> recording(ResultSet row) throws SQLException {
    return row.getString(4) == null
        ? Optional.empty()
        : Optional.of(
            new Recording(row.getInt(3), row.getString(4), row.getString(5), row.getString(6)));
  }
}

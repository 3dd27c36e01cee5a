package cloister.server.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Makes one learner out of two, within a transaction; the first one is gone afterwards. */
final class Merge {
  private final Handle handle;
  private final String from;
  private final String to;

  Merge(Handle handle, String from, String to) {
    this.handle = handle;
    this.from = from;
    this.to = to;
  }

  void all() {
    tasks();
    logs();
    memberships();
    run("UPDATE device SET learner = :to WHERE learner = :from");
    run("DELETE FROM learner WHERE id = :from AND id <> :to");
  }

  /** The earlier pass counts. */
  private void tasks() {
    run(
        "INSERT INTO passed_task (learner, lesson, task, passed, first_try)"
            + " SELECT :to, lesson, task, passed, first_try FROM passed_task WHERE learner = :from"
            + " ON CONFLICT (learner, lesson, task) DO UPDATE SET"
            + " passed = excluded.passed, first_try = excluded.first_try"
            + " WHERE excluded.passed < passed_task.passed");
  }

  /** Of two logs of a lesson, the one that passes more tasks; of two equal ones the newer. */
  private void logs() {
    run(
        "INSERT INTO lesson_log"
            + " (learner, lesson, log, updated, reached, seed, simulator, scenario_hash, digest)"
            + " SELECT :to, lesson, log, updated, reached, seed, simulator, scenario_hash, digest"
            + " FROM lesson_log WHERE learner = :from"
            + " ON CONFLICT (learner, lesson) DO UPDATE SET"
            + " log = excluded.log, updated = excluded.updated, reached = excluded.reached,"
            + " seed = excluded.seed, simulator = excluded.simulator,"
            + " scenario_hash = excluded.scenario_hash, digest = excluded.digest"
            + " WHERE excluded.reached > lesson_log.reached"
            + " OR excluded.reached = lesson_log.reached"
            + " AND excluded.updated > lesson_log.updated");
  }

  private void memberships() {
    List<String> both =
        handle
            .createQuery(
                "SELECT class FROM member WHERE learner IN (:from, :to)"
                    + " GROUP BY class HAVING count(*) = 2")
            .bind("from", from)
            .bind("to", to)
            .mapTo(String.class)
            .list();
    for (String code : both) {
      handle
          .createUpdate("DELETE FROM member WHERE class = :class AND learner = :from")
          .bind("class", code)
          .bind("from", from)
          .execute();
    }
    run("UPDATE member SET learner = :to WHERE learner = :from");
  }

  private void run(String statement) {
    handle.createUpdate(statement).bind("from", from).bind("to", to).execute();
  }
}

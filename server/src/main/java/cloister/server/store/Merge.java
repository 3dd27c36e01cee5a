package cloister.server.store;

import cloister.codec.Json;
import cloister.world.progress.Progress;
import java.util.List;
import java.util.Map;
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
    progress();
    memberships();
    run("UPDATE device SET learner = :to WHERE learner = :from");
    run("DELETE FROM learner WHERE id = :from AND id <> :to");
  }

  /** By the rule of the simulator, which the page follows too. */
  private void progress() {
    Json.Obj own = Records.of(handle, to);
    Json.Obj other = Records.of(handle, from);
    Json.Obj merged = (Json.Obj) Progress.merge(own, other);
    for (Map.Entry<String, Json> lesson : Records.lessons(merged).entrySet()) {
      Records.tasks(lesson.getValue())
          .forEach((task, passed) -> store(lesson.getKey(), task, (Json.Obj) passed));
      Json theirs = Records.log(other, lesson.getKey());
      boolean isTheirs = Records.log(merged, lesson.getKey()).equals(theirs);
      if (isTheirs && !theirs.equals(Records.log(own, lesson.getKey()))) {
        takeLog(lesson.getKey());
      }
    }
  }

  private void store(String lesson, String task, Json.Obj passed) {
    handle
        .createUpdate(
            "INSERT INTO passed_task (learner, lesson, task, passed, first_try)"
                + " VALUES (:to, :lesson, :task, :passed, :firstTry)"
                + " ON CONFLICT (learner, lesson, task) DO UPDATE SET"
                + " passed = excluded.passed, first_try = excluded.first_try")
        .bind("to", to)
        .bind("lesson", lesson)
        .bind("task", task)
        .bind("passed", Records.passedAt(passed))
        .bind("firstTry", Records.firstTry(passed))
        .execute();
  }

  /** With everything that was noted beside it. */
  private void takeLog(String lesson) {
    for (String statement :
        List.of(
            "DELETE FROM lesson_log WHERE learner = :to AND lesson = :lesson",
            "UPDATE lesson_log SET learner = :to WHERE learner = :from AND lesson = :lesson")) {
      handle
          .createUpdate(statement)
          .bind("from", from)
          .bind("to", to)
          .bind("lesson", lesson)
          .execute();
    }
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

package cloister.server.store;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What a class is to do: lessons and sandboxes. */
public final class Assignments {
  public static final int MAX_ASSIGNMENTS = 100;

  /** Of all sandboxes of a class. */
  public static final int MAX_CLASS_BYTES = 2 << 20;

  /** Of all sandboxes in the classes of an instructor. */
  public static final int MAX_OWNER_BYTES = 16 << 20;

  private final Jdbi jdbi;
  private final Clock clock;

  public Assignments(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** What is assigned. */
  public sealed interface Work {
    record Lesson(String id) implements Work {}

    /** A shared sandbox as JSON text. */
    record Sandbox(String json) implements Work {}
  }

  /** Work with the number under which the class has it. */
  public record Assignment(int n, String title, Work work, Instant created) {}

  /** The outcomes of assigning. */
  public sealed interface Adding {
    record Done(Assignment made) implements Adding {}

    /** The class has as many assignments as it may have. */
    record Full() implements Adding {}

    /** There is no such class, or no longer. */
    record Gone() implements Adding {}
  }

  public Adding add(String code, String title, Work work) {
    return jdbi.inTransaction(
        handle -> {
          Optional<Integer> n = nextNumber(handle, code);
          if (n.isEmpty()) {
            return new Adding.Gone();
          }
          if (of(handle, code).size() >= MAX_ASSIGNMENTS) {
            return new Adding.Full();
          }
          Instant now = Instant.ofEpochMilli(clock.millis());
          Assignment made = new Assignment(n.get(), title, work, now);
          insert(handle, code, made);
          return new Adding.Done(made);
        });
  }

  public List<Assignment> of(String code) {
    return jdbi.withHandle(handle -> of(handle, code));
  }

  /** How much the sandboxes of a class take. */
  public long bytesOf(String code) {
    return bytes("class = :code", code);
  }

  /** How much the sandboxes of all classes take that belong to the owner of this one. */
  public long bytesOfOwner(String code) {
    return bytes(
        "class IN (SELECT code FROM classroom WHERE owner ="
            + " (SELECT owner FROM classroom WHERE code = :code))",
        code);
  }

  private long bytes(String which, String code) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT COALESCE(SUM(OCTET_LENGTH(sandbox)), 0) FROM assignment WHERE " + which)
                .bind("code", code)
                .mapTo(Long.class)
                .one());
  }

  /** False when there was no such assignment. */
  public boolean remove(String code, int n) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate("DELETE FROM assignment WHERE class = :class AND n = :n")
                    .bind("class", code)
                    .bind("n", n)
                    .execute())
        == 1;
  }

  private static Optional<Integer> nextNumber(Handle handle, String code) {
    return handle
        .createQuery(
            "UPDATE classroom SET next_assignment = next_assignment + 1 WHERE code = :code"
                + " RETURNING next_assignment - 1")
        .bind("code", code)
        .mapTo(Integer.class)
        .findOne();
  }

  private static void insert(Handle handle, String code, Assignment made) {
    String lesson = null;
    String sandbox = null;
    switch (made.work()) {
      case Work.Lesson(String id) -> lesson = id;
      case Work.Sandbox(String json) -> sandbox = json;
    }
    handle
        .createUpdate(
            "INSERT INTO assignment (class, n, title, lesson, sandbox, created)"
                + " VALUES (:class, :n, :title, :lesson, :sandbox, :created)")
        .bind("class", code)
        .bind("n", made.n())
        .bind("title", made.title())
        .bind("lesson", lesson)
        .bind("sandbox", sandbox)
        .bind("created", made.created().toEpochMilli())
        .execute();
  }

  private static List<Assignment> of(Handle handle, String code) {
    return handle
        .createQuery(
            "SELECT n, title, lesson, sandbox, created FROM assignment WHERE class = :class"
                + " ORDER BY n")
        .bind("class", code)
        .map(
            (row, context) ->
                new Assignment(
                    row.getInt(1),
                    row.getString(2),
                    work(row.getString(3), row.getString(4)),
                    Instant.ofEpochMilli(row.getLong(5))))
        .list();
  }

  private static Work work(String lesson, String sandbox) {
    return lesson == null ? new Work.Sandbox(sandbox) : new Work.Lesson(lesson);
  }
}

package cloister.server.api;

import cloister.server.store.Assignments;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;

/** An assignment as the API writes it: either a lesson's id or a sandbox. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AssignmentBody(
    int number, String title, String lesson, @JsonRawValue String sandbox, Instant created) {

  static AssignmentBody of(Assignments.Assignment assignment) {
    return switch (assignment.work()) {
      case Assignments.Work.Lesson(String id) -> of(assignment, id, null);
      case Assignments.Work.Sandbox(String json) -> of(assignment, null, json);
    };
  }

  private static AssignmentBody of(
      Assignments.Assignment assignment, String lesson, String sandbox) {
    return new AssignmentBody(
        assignment.n(), assignment.title(), lesson, sandbox, assignment.created());
  }
}

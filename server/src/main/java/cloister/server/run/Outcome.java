package cloister.server.run;

import cloister.codec.Json;
import java.util.List;
import java.util.Optional;

/** What became of a run. */
public sealed interface Outcome {
  /**
   * The run came to its end.
   *
   * @param json the result object as JSON text
   * @param errors of the sources that were loaded at the end: with any, nothing could run
   * @param log a shorter one that comes to the same, where that was asked for
   */
  record Done(String json, List<SourceError> errors, Optional<Json> log) implements Outcome {
    public Done {
      errors = List.copyOf(errors);
    }
  }

  /**
   * A command of the log cannot be carried out.
   *
   * @param field which one, for example {@code log[3].path}
   * @param text the sentence for the message id
   */
  record Refused(String field, String messageId, String text) implements Outcome {}

  /** More time than allowed; the process was killed. */
  record OutOfTime(int seconds) implements Outcome {}

  /** More memory than allowed; the process has ended. */
  record OutOfMemory() implements Outcome {}

  /**
   * A mistake of ours, which every other try of the run would meet too.
   *
   * @param file on which the compiler failed; empty for a mistake elsewhere
   */
  record Defect(String file) implements Outcome {}

  /** The process ended for a reason of its own. */
  record Lost() implements Outcome {}

  /** No process was free in time. */
  record Busy() implements Outcome {}
}

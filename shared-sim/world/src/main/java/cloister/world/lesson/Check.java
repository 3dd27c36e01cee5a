package cloister.world.lesson;

import cloister.codec.Json;
import cloister.world.Probe;
import java.util.List;

/** What must be true for a task to be passed. A closed set; data, never code. */
public sealed interface Check {
  /** Probes have these values. */
  record State(List<Condition> conditions) implements Check {}

  /** A probe and what it must be. */
  record Condition(Probe.Prepared probe, Expectation expectation) {}

  /**
   * Events up to now, within the stretch from the first {@code after} to the next {@code before}.
   *
   * @param has each of these happened
   * @param never none of these happened
   * @param seq these happened in this order, with others in between
   */
  record Trace(
      List<EventName> has,
      List<EventName> never,
      List<EventName> seq,
      List<Count> counts,
      List<EventName> after,
      List<EventName> before)
      implements Check {}

  /** How often an event happened. */
  record Count(EventName event, Expectation expectation) {}

  /**
   * The learner said before a step what a probe would be after it, or which of several would be
   * true first: then there is nothing to {@code ask}.
   */
  record Predict(Before before, String ask, List<Json> choices) implements Check {}

  /** The step whose outcome is predicted. */
  sealed interface Before {
    /** The step of this number. */
    record Step(int number) implements Before {}

    /** The step that executes the instruction at a symbol. */
    record Symbol(String name) implements Before {}

    /** The first step with such an event. */
    record Happening(EventName event) implements Before {}

    /** The step at which one of several comes true, whatever the learner does meanwhile. */
    record FirstOf(List<Possibility> possibilities) implements Before {}
  }

  /** A choice, and what is true once it is the right one. */
  record Possibility(Json choice, Check check) {}

  /** The learner's answer is right. */
  record Answer(Kind kind, List<Json> choices, Correct correct) implements Check {

    /** Kinds of questions. */
    public enum Kind {
      CHOICE("choice"),
      MULTI("multi"),
      NUMBER("number"),
      ORDER("order"),
      MATCH("match");

      private final String id;

      Kind(String id) {
        this.id = id;
      }

      public String id() {
        return id;
      }
    }
  }

  /** The right answer. */
  sealed interface Correct {
    /** Written in the lesson. */
    record Fixed(Json value) implements Correct {}

    /** Read from the machine when the answer is given, plus a constant. */
    record Computed(String probe, int plus) implements Correct {}
  }

  /** At most so much of something; -1 where it does not matter. */
  record Budget(int steps, int instructions, int bytes) implements Check {}

  /** Two runs of the present programs, and in which probes they must agree or not. */
  record Compare(
      Configuration first, Configuration second, int steps, List<String> same, List<String> differ)
      implements Check {}

  /** Changes by hand after a step. */
  record Configuration(int at, List<Change> changes) {}

  /** A place and its new value. */
  record Change(String path, int value) {}

  record All(List<Check> checks) implements Check {}

  record Any(List<Check> checks) implements Check {}

  record Not(Check check) implements Check {}
}

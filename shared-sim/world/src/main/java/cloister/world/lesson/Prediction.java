package cloister.world.lesson;

import cloister.codec.Json;
import cloister.event.Event;
import cloister.world.Probe;
import cloister.world.SourceFile;
import cloister.world.World;
import cloister.world.timeline.Moment;
import cloister.world.timeline.Timeline;
import cloister.world.timeline.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A prediction: what the learner said, and what the machine showed. Only an answer that was given
 * before the step that shows the truth counts, and only on the machine that the lesson asks about:
 * with its own programs, and with nothing changed by hand.
 */
final class Prediction {
  private final Check.Predict check;

  /** Of each possibility, where one of several has to come true. */
  private final List<Evaluator> possible = new ArrayList<>();

  private Optional<Json> pending = Optional.empty();

  /** The step of this timeline that shows the truth, once it is known; otherwise -1. */
  private int shownAt = -1;

  private Json truth = Json.NULL;
  private boolean ofChangedMachine;
  private int starts = -1;
  private boolean everShown;

  Prediction(World world, Check.Predict check) {
    this.check = check;
    if (check.before() instanceof Check.Before.FirstOf(List<Check.Possibility> possibilities)) {
      for (Check.Possibility possibility : possibilities) {
        possible.add(new Evaluator(world, possibility.check()));
      }
    }
  }

  /** What has to be done before the machine answers. */
  enum Way {
    /** To go on to a step that is named. */
    NAMED,
    /** To go on: the answer lies ahead in this timeline. */
    AHEAD,
    /** What the learner is asked to do. */
    OPEN
  }

  Way way(World world) {
    if (possible.isEmpty()) {
      return Way.NAMED;
    }
    boolean ahead = shownAt > world.step() && world.starts() == starts;
    return ahead && shownAt <= world.timeline().lastStep() ? Way.AHEAD : Way.OPEN;
  }

  /** What became of the latest answer. */
  enum Outcome {
    NOTHING_NEW,
    SHOWN,
    RIGHT,
    WRONG,
    /** The step was that of a machine which the learner had changed; it decides nothing. */
    OF_CHANGED_MACHINE
  }

  /** True when the truth has been shown at some time before the learner answered. */
  boolean everShown() {
    return everShown;
  }

  /** Notes an answer; false when it comes too late. */
  boolean answer(World world, Json value) {
    forgetOtherTimelines(world);
    if (shownAt >= 0 && shownAt <= world.step()) {
      pending = Optional.empty();
      return false;
    }
    pending = Optional.of(value);
    return true;
  }

  /** True when the next step would show the truth, and nothing has been said about it yet. */
  boolean waits(World world) {
    boolean shown = shownAt >= 0 && shownAt <= world.step();
    return pending.isEmpty() && !shown && isNext(world) && !changed(world);
  }

  private boolean isNext(World world) {
    return switch (check.before()) {
      case Check.Before.Step(int number) -> world.step() + 1 == number;
      case Check.Before.Symbol(String name) -> {
        int next = world.machine().cpu().linearEip();
        yield world.symbol(name).filter(address -> address == next).isPresent();
      }
      case Check.Before.Happening _, Check.Before.FirstOf _ -> false;
    };
  }

  /** The step before the one that showed the truth, when the machine has come as far as that. */
  OptionalInt retryStep(World world) {
    boolean shown = shownAt > 0 && shownAt <= world.step() && world.starts() == starts;
    return shown ? OptionalInt.of(shownAt - 1) : OptionalInt.empty();
  }

  /**
   * Told at every step.
   *
   * @param whole whether more counts than the step's events
   */
  Outcome observe(World world, boolean whole) {
    forgetOtherTimelines(world);
    boolean unseen = !everShown;
    boolean found = shownAt < 0 && shows(world, whole);
    if (found) {
      shownAt = world.step();
      truth = truth(world);
      ofChangedMachine = changed(world);
    }
    if (shownAt < 0 || shownAt > world.step()) {
      return Outcome.NOTHING_NEW;
    }
    if (pending.isEmpty()) {
      everShown = true;
      return found || unseen ? Outcome.SHOWN : Outcome.NOTHING_NEW;
    }
    boolean right = Values.equal(pending.get(), truth);
    pending = Optional.empty();
    everShown = true;
    if (ofChangedMachine) {
      return Outcome.OF_CHANGED_MACHINE;
    }
    return right ? Outcome.RIGHT : Outcome.WRONG;
  }

  /** True when this is not, or cannot be shown to be, the machine that the lesson asks about. */
  static boolean changed(World world) {
    for (SourceFile file : world.scenario().ownFiles()) {
      if (world.program(file.name()).filter(now -> now.file().equals(file)).isEmpty()) {
        return true;
      }
    }
    Trace trace = world.timeline().trace();
    if (trace.full()) {
      return true;
    }
    for (int i = trace.countUntil(world.step()) - 1; i >= 0; i--) {
      if (trace.event(i) instanceof Event.Poked) {
        return true;
      }
    }
    return false;
  }

  private boolean shows(World world, boolean whole) {
    Moment moment = world.timeline().moment();
    return switch (check.before()) {
      case Check.Before.Step(int number) -> whole && world.step() == number;
      case Check.Before.Symbol(String name) ->
          whole
              && moment.kind() == Moment.Kind.INSTRUCTION
              && moment.code().length > 0
              && world.symbol(name).filter(address -> address == moment.address()).isPresent();
      case Check.Before.Happening(EventName event) -> event.in(moment);
      case Check.Before.FirstOf(List<Check.Possibility> possibilities) -> {
        boolean looked = !moment.events().isEmpty() || world.step() <= Timeline.FINE_STEPS;
        yield looked && cameTrue(possibilities) != Json.NULL;
      }
    };
  }

  /** The first choice of those that are true by now, or null. */
  private Json cameTrue(List<Check.Possibility> possibilities) {
    for (int i = 0; i < possible.size(); i++) {
      if (possible.get(i).holds(false)) {
        return possibilities.get(i).choice();
      }
    }
    return Json.NULL;
  }

  /** Of faults, what counts is what this very step raised. */
  private Json truth(World world) {
    if (check.before() instanceof Check.Before.FirstOf(List<Check.Possibility> possibilities)) {
      return cameTrue(possibilities);
    }
    boolean ofFault = check.ask().equals("cpu.fault") || check.ask().equals("cpu.error");
    String path = ofFault ? "step" + check.ask().substring("cpu".length()) : check.ask();
    return Probe.read(world, path).orElse(Json.NULL);
  }

  /** A new start or a change by hand before the truth takes it back. */
  private void forgetOtherTimelines(World world) {
    if (starts != world.starts() || shownAt > world.timeline().lastStep()) {
      starts = world.starts();
      shownAt = -1;
    }
  }
}

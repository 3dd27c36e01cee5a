package cloister.world.lesson;

import cloister.codec.Json;
import cloister.world.Program;
import cloister.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evaluates one check, again and again, remembering how far its traces have come. */
final class Evaluator {
  private final World world;
  private final Check check;
  private final List<Check.Trace> traces = new ArrayList<>();
  private final List<TraceProgress> progress = new ArrayList<>();

  Evaluator(World world, Check check) {
    this.world = world;
    this.check = check;
  }

  /**
   * @param answered whether the task's question has been answered rightly
   */
  boolean holds(boolean answered) {
    return holds(check, answered);
  }

  private boolean holds(Check part, boolean answered) {
    return switch (part) {
      case Check.State(List<Check.Condition> conditions) -> state(conditions);
      case Check.Trace trace -> progress(trace).holds(world.timeline().trace(), world.step());
      case Check.Predict _, Check.Answer _ -> answered;
      case Check.Budget budget -> within(budget);
      case Check.Compare compare -> Comparing.holds(world, compare);
      case Check.All(List<Check> checks) -> all(checks, answered);
      case Check.Any(List<Check> checks) -> any(checks, answered);
      case Check.Not(Check inner) -> !holds(inner, answered) && known(inner);
    };
  }

  /**
   * False when events that a check asks for may have been dropped: then its opposite is open too.
   */
  private boolean known(Check part) {
    return switch (part) {
      case Check.Trace trace -> !progress(trace).hidden(world.timeline().trace(), world.step());
      case Check.All(List<Check> checks) -> allKnown(checks);
      case Check.Any(List<Check> checks) -> allKnown(checks);
      case Check.Not(Check inner) -> known(inner);
      case Check.State _, Check.Predict _, Check.Answer _, Check.Budget _, Check.Compare _ -> true;
    };
  }

  private boolean allKnown(List<Check> checks) {
    for (Check each : checks) {
      if (!known(each)) {
        return false;
      }
    }
    return true;
  }

  private boolean all(List<Check> checks, boolean answered) {
    for (Check each : checks) {
      if (!holds(each, answered)) {
        return false;
      }
    }
    return true;
  }

  private boolean any(List<Check> checks, boolean answered) {
    for (Check each : checks) {
      if (holds(each, answered)) {
        return true;
      }
    }
    return false;
  }

  private boolean state(List<Check.Condition> conditions) {
    for (Check.Condition condition : conditions) {
      Optional<Json> value = condition.probe().read(world);
      if (value.isEmpty() || !condition.expectation().holds(value.get())) {
        return false;
      }
    }
    return true;
  }

  private TraceProgress progress(Check.Trace trace) {
    for (int i = 0; i < traces.size(); i++) {
      if (traces.get(i) == trace) {
        return progress.get(i);
      }
    }
    traces.add(trace);
    progress.add(new TraceProgress(trace));
    return progress.get(progress.size() - 1);
  }

  private boolean within(Check.Budget budget) {
    int bytes = 0;
    for (Program program : world.programs()) {
      bytes += program.file().editable() ? program.size() : 0;
    }
    return fits(world.step(), budget.steps())
        && fits(world.machine().cpu().instructionsLow(), budget.instructions())
        && fits(bytes, budget.bytes());
  }

  private static boolean fits(int value, int most) {
    return most < 0 || value <= most;
  }
}

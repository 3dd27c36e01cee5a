package cloister.world.run;

import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Log;
import cloister.world.lesson.TaskSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes a log shorter: without programs that were replaced before anything came of them, and
 * without steps that were taken back. What is left out is tried, not reasoned: a shorter log counts
 * only when its own replay leads to the same state, the same timeline and the same task results.
 */
public final class Compaction {
  /** Replays in all, and steps done in them, after which the log stays as it is by then. */
  private static final int MOST_REPLAYS = 200;

  private static final long MOST_STEPS = 20_000_000;

  private final Supplier<Replay> fresh;
  private int replays;
  private long steps;

  private Compaction(Supplier<Replay> fresh) {
    this.fresh = fresh;
  }

  /**
   * A log that leads to the same as the given one and is not longer.
   *
   * @param fresh makes a replay that has not begun
   * @throws InvalidInput when the log itself cannot be replayed
   */
  public static List<Command> of(Supplier<Replay> fresh, List<Command> log) throws InvalidInput {
    Compaction compaction = new Compaction(fresh);
    String wanted = compaction.outcome(log);
    List<Run> runs = Run.of(log);
    runs = compaction.withoutRuns(runs, 0, runs.size() - 1, wanted);
    return compaction.withoutDetours(joined(runs), wanted);
  }

  /** What was done from one start to the next; it begins with a load, but for the first one. */
  private record Run(List<Command> commands) {
    static List<Run> of(List<Command> log) {
      List<Run> runs = new ArrayList<>();
      List<Command> current = new ArrayList<>();
      for (Command command : log) {
        if (command instanceof Command.Load) {
          runs.add(new Run(current));
          current = new ArrayList<>();
        }
        current.add(command);
      }
      runs.add(new Run(current));
      return runs;
    }

    Optional<String> file() {
      return !commands.isEmpty() && commands.get(0) instanceof Command.Load load
          ? Optional.of(load.file())
          : Optional.empty();
    }

    Run startOnly() {
      return new Run(file().isPresent() ? commands.subList(0, 1) : List.of());
    }
  }

  /** Leaves out as many of some runs as makes no difference: all of them, or those of each half. */
  private List<Run> withoutRuns(List<Run> runs, int from, int to, String wanted) {
    if (from >= to) {
      return runs;
    }
    List<Run> shorter = without(runs, from, to);
    if (leadsTo(joined(shorter), wanted)) {
      return shorter;
    }
    if (to - from == 1) {
      return runs;
    }
    int middle = (from + to) / 2;
    List<Run> late = withoutRuns(runs, middle, to, wanted);
    return withoutRuns(late, from, middle, wanted);
  }

  /** Of what is left out, each file's last text stays unless a kept run replaces it at once. */
  private static List<Run> without(List<Run> runs, int from, int to) {
    List<Run> shorter = new ArrayList<>(runs.subList(0, from));
    for (int i = from; i < to; i++) {
      if (runs.get(i).file().isPresent() && !replaced(runs, i, to)) {
        shorter.add(runs.get(i).startOnly());
      }
    }
    shorter.addAll(runs.subList(to, runs.size()));
    return shorter;
  }

  private static boolean replaced(List<Run> runs, int index, int to) {
    for (int later = index + 1; later < runs.size() && later <= to; later++) {
      if (runs.get(later).file().equals(runs.get(index).file())) {
        return true;
      }
    }
    return false;
  }

  /** Leaves out steps that were gone back over, and all but the last of several seeks. */
  private List<Command> withoutDetours(List<Command> log, String wanted) {
    List<Command> straight = log;
    for (int i = log.size() - 1; i > 0; i--) {
      Optional<List<Command>> shorter = withoutDetour(straight, i);
      if (shorter.isPresent() && leadsTo(shorter.get(), wanted)) {
        straight = shorter.get();
      }
    }
    return straight;
  }

  private static Optional<List<Command>> withoutDetour(List<Command> log, int index) {
    if (index >= log.size() || !(log.get(index) instanceof Command.Seek(int target))) {
      return Optional.empty();
    }
    Command before = log.get(index - 1);
    List<Command> shorter = new ArrayList<>(log.subList(0, index - 1));
    if (before instanceof Command.Seek) {
      shorter.add(log.get(index));
    } else if (before instanceof Command.Run) {
      int start = steps(log, index - 1);
      if (start < 0 || target < start) {
        return Optional.empty();
      }
      shorter.add(new Command.Run(target - start));
    } else {
      return Optional.empty();
    }
    shorter.addAll(log.subList(index + 1, log.size()));
    return Optional.of(merged(shorter));
  }

  /** The step that the entries before an index lead to, where they alone tell; otherwise -1. */
  private static int steps(List<Command> log, int index) {
    int step = 0;
    for (Command command : log.subList(0, index)) {
      step =
          switch (command) {
            case Command.Load _ -> 0;
            case Command.Run(int more) -> step + more;
            case Command.Seek(int target) -> target;
            case Command.Poke _,
                Command.Type _,
                Command.Resize _,
                Command.Answer _,
                Command.Hint _ ->
                step;
          };
    }
    return step;
  }

  /** As a session would have logged it. */
  private static List<Command> merged(List<Command> commands) {
    Log log = new Log();
    commands.forEach(log::add);
    return log.commands();
  }

  private static List<Command> joined(List<Run> runs) {
    List<Command> log = new ArrayList<>();
    for (Run run : runs) {
      log.addAll(run.commands());
    }
    return log;
  }

  private boolean leadsTo(List<Command> log, String wanted) {
    if (replays >= MOST_REPLAYS || steps >= MOST_STEPS) {
      return false;
    }
    try {
      return outcome(log).equals(wanted);
    } catch (InvalidInput e) {
      return false;
    }
  }

  /** Everything that a learner or a teacher sees of where a log leads. */
  private String outcome(List<Command> log) throws InvalidInput {
    Replay replay = fresh.get().play(log);
    replays++;
    steps += replay.world().timeline().work();
    StringBuilder outcome = new StringBuilder(replay.world().timeline().digest());
    outcome.append(' ').append(replay.world().step());
    outcome.append(' ').append(replay.world().timeline().lastStep());
    replay.world().programs().forEach(program -> outcome.append('\n').append(program.file()));
    replay.session().ifPresent(open -> open.tasks().forEach(task -> outcome.append(of(task))));
    return outcome.toString();
  }

  private static String of(TaskSession task) {
    return "\n"
        + task.task().id()
        + " "
        + (task.passedAt().isPresent() ? task.passedAt().getAsInt() : -1)
        + (task.firstTry() ? " first " : " ")
        + task.answered().map(answer -> answer.write()).orElse("")
        + task.correct().map(right -> right ? " right" : " wrong").orElse("")
        + " "
        + task.hintsGiven().size()
        + task.feedback().map(words -> words.id()).orElse("");
  }
}

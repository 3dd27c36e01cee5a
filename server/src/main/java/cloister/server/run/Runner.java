package cloister.server.run;

import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.input.InvalidInput;
import cloister.lessons.SystemFiles;
import cloister.world.Log;
import cloister.world.Scenario;
import cloister.world.Script;
import cloister.world.Tools;
import cloister.world.World;
import cloister.world.lesson.Lesson;
import cloister.world.run.Compaction;
import cloister.world.run.Replay;
import cloister.world.run.RunResult;
import java.util.List;
import java.util.Optional;

/** Carries out runs in this process and takes the time. */
public final class Runner {
  /** A log that takes longer is not replayed again and again to make it shorter. */
  private static final int MOST_STEPS = 5_000_000;

  private final Tools tools = SystemFiles.tools(new OpcodeTable());
  private final int maxSteps;

  /**
   * @param maxSteps the most that a scenario may ask for as its budget
   */
  public Runner(int maxSteps) {
    this.maxSteps = maxSteps;
  }

  /** A run that came to its end, with the world that it left. */
  public record Finished(RunResult result, World world, double wallMillis) {

    /** Retired instructions. */
    public long instructions() {
      return (long) result.instructionsHigh() << 32
          | Integer.toUnsignedLong(result.instructionsLow());
    }

    /** The object of {@code --json} and of the HTTP interface. */
    public Json.Obj toJson() {
      double mips = wallMillis > 0 ? instructions() / wallMillis / 1000 : 0;
      return result
          .toJson()
          .put("wallMillis", rounded(wallMillis))
          .put("mips", rounded(mips))
          .build();
    }

    private static Json rounded(double value) {
      return new Json.Num(Math.round(value * 1000) / 1000.0);
    }
  }

  public Finished run(RunOrder order) throws InvalidInput {
    Replay replay = replay(order);
    long start = System.nanoTime();
    if (order.log().isPresent()) {
      replay.play(order.log().get());
    } else {
      replay.play(untilEnd());
    }
    double millis = (System.nanoTime() - start) / 1e6;
    return new Finished(replay.result(), replay.world(), millis);
  }

  /** A log that comes to the same as the order's and is not longer, where the order asks for it. */
  Optional<Json> shorter(RunOrder order, Finished finished) throws InvalidInput {
    boolean quick = finished.world().timeline().work() <= MOST_STEPS;
    return order.compact() && order.log().isPresent() && quick
        ? Optional.of(Log.toJson(Compaction.of(() -> replay(order), order.log().get())))
        : Optional.empty();
  }

  /** A scenario that is not the lesson's own, at any seed, is run without the lesson's tasks. */
  private Replay replay(RunOrder order) {
    Optional<Lesson> lesson = order.lesson();
    if (order.scenario().isEmpty()) {
      return Replay.of(tools, lesson.orElseThrow(), order.passed());
    }
    Scenario scenario = order.scenario().get();
    Optional<Lesson> seeded = lesson.map(known -> known.withSeed(scenario.seed()));
    if (seeded.isPresent() && seeded.get().scenario().equals(scenario)) {
      return Replay.of(tools, seeded.get());
    }
    return Replay.of(tools, scenario.withBudgetAtMost(maxSteps));
  }

  private static Script untilEnd() {
    return new Script(
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        0,
        List.of(),
        List.of(new Script.Entry.UntilEnd()),
        Optional.empty());
  }
}

package cloister.world.lesson;

import cloister.codec.Json;
import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Probe;
import cloister.world.Program;
import cloister.world.SourceFile;
import cloister.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the present programs twice, in two configurations. Only when the machine has stopped. */
final class Comparing {
  private Comparing() {}

  static boolean holds(World world, Check.Compare compare) {
    if (!world.machine().stopped()) {
      return false;
    }
    Optional<World> first = run(world, compare.first(), compare.steps());
    Optional<World> second = run(world, compare.second(), compare.steps());
    if (first.isEmpty() || second.isEmpty()) {
      return false;
    }
    for (String path : compare.same()) {
      if (!equal(first.get(), second.get(), path)) {
        return false;
      }
    }
    for (String path : compare.differ()) {
      if (equal(first.get(), second.get(), path)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<World> run(World world, Check.Configuration configuration, int steps) {
    List<SourceFile> files = new ArrayList<>();
    for (Program program : world.programs()) {
      files.add(program.file());
    }
    World twin = new World(world.tools(), world.present().withFiles(files));
    try {
      twin.apply(new Command.Run(Math.min(configuration.at(), steps)));
      for (Check.Change change : configuration.changes()) {
        twin.apply(new Command.Poke(change.path(), change.value()));
      }
      twin.apply(new Command.Run(steps - twin.step()));
      return Optional.of(twin);
    } catch (InvalidInput e) {
      return Optional.empty();
    }
  }

  private static boolean equal(World a, World b, String path) {
    Json first = Probe.read(a, path).orElse(Json.NULL);
    Json second = Probe.read(b, path).orElse(Json.NULL);
    return Values.equal(first, second);
  }
}

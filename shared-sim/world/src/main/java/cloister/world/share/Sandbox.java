package cloister.world.share;

import cloister.codec.Json;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.message.Message;
import cloister.world.Command;
import cloister.world.Log;
import cloister.world.Scenario;
import cloister.world.Simulator;
import cloister.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is shared of a session: where it began and what was done, not the state.
 *
 * @param lesson the lesson that it began in; its scenario is then not repeated
 * @param scenario the start, when it is of no lesson
 * @param scenarioHash hash of the start, to notice a lesson that has changed since
 * @param digest of the state that the log leads to
 * @param waypoints states on the way, for a sandbox that is kept for long; a link has none
 */
public record Sandbox(
    String simulator,
    Optional<String> lesson,
    Optional<Scenario> scenario,
    String scenarioHash,
    int seed,
    List<Command> log,
    String digest,
    List<Waypoint> waypoints) {
  public static final int FORMAT = 1;

  static final int MAX_VERSION = 50;

  public Sandbox {
    log = List.copyOf(log);
    waypoints = List.copyOf(waypoints);
  }

  public static Sandbox of(World world, Optional<String> lesson) {
    Scenario start = world.scenario();
    return new Sandbox(
        Simulator.VERSION,
        lesson,
        lesson.isPresent() ? Optional.empty() : Optional.of(start),
        start.hash(),
        start.seed(),
        essential(world.log().commands()),
        world.timeline().digest(),
        List.of());
  }

  public Sandbox with(List<Waypoint> states) {
    return new Sandbox(simulator, lesson, scenario, scenarioHash, seed, log, digest, states);
  }

  public static Sandbox of(Json json, String path) throws InvalidInput {
    Fields fields = Fields.of(json, path);
    fields.number("format", FORMAT, FORMAT);
    String simulator = fields.text("simulator", MAX_VERSION);
    Optional<String> lesson =
        fields.has("lesson") ? Optional.of(fields.text("lesson", 200)) : Optional.empty();
    Optional<Scenario> scenario =
        fields.has("scenario")
            ? Optional.of(Scenario.of(fields.any("scenario"), fields.path("scenario")))
            : Optional.empty();
    String hash = fields.text("scenarioHash", 64);
    int seed = fields.number("seed", 0, Integer.MAX_VALUE, 0);
    List<Command> log = Log.parse(fields.any("log"), fields.path("log"));
    String digest = fields.text("digest", Waypoint.DIGEST);
    List<Waypoint> waypoints = Recording.of(fields).waypoints();
    fields.end();
    if (lesson.isPresent() == scenario.isPresent()) {
      throw new InvalidInput(fields.path("scenario"), Message.of("error.sandbox.start"));
    }
    return new Sandbox(simulator, lesson, scenario, hash, seed, log, digest, waypoints);
  }

  public Json toJson() {
    Json.Members members = Json.object().put("format", FORMAT).put("simulator", simulator);
    lesson.ifPresent(id -> members.put("lesson", id));
    scenario.ifPresent(start -> members.put("scenario", start.toJson()));
    members
        .put("scenarioHash", scenarioHash)
        .put("seed", seed)
        .put("log", Log.toJson(log))
        .put("digest", digest);
    if (!waypoints.isEmpty()) {
      List<Json> states = new ArrayList<>();
      for (Waypoint waypoint : waypoints) {
        states.add(waypoint.toJson());
      }
      members.put("waypoints", states);
    }
    return members.build();
  }

  /**
   * The commands that the state depends on: the last text of each file, then what was done after
   * the last start. Answers and hints stay with the learner.
   */
  static List<Command> essential(List<Command> commands) {
    int start = 0;
    for (int i = 0; i < commands.size(); i++) {
      if (commands.get(i) instanceof Command.Load) {
        start = i + 1;
      }
    }
    List<Command> loads = new ArrayList<>();
    for (int i = 0; i < start; i++) {
      if (commands.get(i) instanceof Command.Load load) {
        loads.removeIf(
            earlier -> earlier instanceof Command.Load other && other.file().equals(load.file()));
        loads.add(load);
      }
    }
    Log log = new Log();
    loads.forEach(log::add);
    for (Command command : commands.subList(start, commands.size())) {
      boolean machine = !(command instanceof Command.Answer || command instanceof Command.Hint);
      if (machine) {
        log.add(command);
      }
    }
    return log.commands();
  }
}

package cloister.world.share;

import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.Simulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a log was recorded on, and which states it led to there. Simulators and lessons change over
 * the years; whoever opens an old log compares.
 *
 * @param simulator the version of the simulator
 * @param scenarioHash of the start
 * @param digest of the end
 * @param waypoints on the way, by entry
 */
public record Recording(
    Optional<String> simulator,
    Optional<String> scenarioHash,
    Optional<String> digest,
    List<Waypoint> waypoints) {
  static final int MAX_WAYPOINTS = 16;

  public Recording {
    waypoints = List.copyOf(waypoints);
  }

  /** Reads what is there of the members; all may be absent. */
  public static Recording of(Fields fields) throws InvalidInput {
    List<Waypoint> waypoints = new ArrayList<>();
    for (Fields waypoint : fields.objects("waypoints", MAX_WAYPOINTS)) {
      waypoints.add(Waypoint.of(waypoint));
    }
    return new Recording(
        text(fields, "simulator", Sandbox.MAX_VERSION),
        text(fields, "scenarioHash", Waypoint.DIGEST),
        text(fields, "digest", Waypoint.DIGEST),
        waypoints);
  }

  /** Says that the log began in something else than it would begin in now. */
  public Optional<Message> otherStart(String hash) {
    if (scenarioHash.isPresent() && !scenarioHash.get().equals(hash)) {
      return Optional.of(Message.of("warning.scenario"));
    }
    if (simulator.isPresent() && !simulator.get().equals(Simulator.VERSION)) {
      return Optional.of(
          Message.of(
              "warning.simulator",
              Argument.code("then", simulator.get()),
              Argument.code("now", Simulator.VERSION)));
    }
    return Optional.empty();
  }

  /** The digest that was recorded when so many of so many entries were done. */
  public Optional<String> digestAt(int entry, int entries) {
    if (entry == entries) {
      return digest;
    }
    for (Waypoint waypoint : waypoints) {
      if (waypoint.entry() == entry) {
        return Optional.of(waypoint.digest());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> text(Fields fields, String name, int most) throws InvalidInput {
    return fields.has(name) ? Optional.of(fields.text(name, most)) : Optional.empty();
  }
}

package cloister.world.run;

import cloister.input.InvalidInput;
import cloister.world.Scenario;
import cloister.world.Tools;
import cloister.world.share.Sandbox;
import cloister.world.share.Waypoint;
import java.util.ArrayList;
import java.util.List;

/** Finds the states that a sandbox leads to on its way, for those who will open it years later. */
public final class Waypoints {
  /** States for one sandbox; each takes a digest of the machine. */
  private static final int MOST = 8;

  /** Longer sandboxes go without: finding the states takes as long as replaying. */
  private static final int MOST_STEPS = 2_000_000;

  private Waypoints() {}

  /**
   * The sandbox with its states.
   *
   * @param scenario its start
   */
  public static Sandbox in(Tools tools, Scenario scenario, Sandbox sandbox) {
    int entries = sandbox.log().size();
    Replay replay = Replay.of(tools, scenario);
    List<Waypoint> states = new ArrayList<>();
    try {
      for (int entry = 0; entry < entries - 1; entry++) {
        replay.play(sandbox.log(), entry);
        if (replay.world().timeline().work() > MOST_STEPS) {
          break;
        }
        int done = entry + 1;
        if (states.size() < done * MOST / entries) {
          states.add(new Waypoint(done, replay.world().timeline().digest()));
        }
      }
    } catch (InvalidInput e) {
      throw new IllegalStateException("a log that this simulator made itself is refused", e);
    }
    return sandbox.with(states);
  }
}

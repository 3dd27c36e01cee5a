package cloister.world.timeline;

import cloister.event.Event;
import cloister.event.Witness;
import cloister.machine.Machine;
import cloister.machine.replay.Player;
import java.util.List;

/** A second board on which steps of a run are done again, under the eyes of a witness. */
public final class Repeat {
  private final Player<Outside> player;

  Repeat(Player<Outside> player) {
    this.player = player;
  }

  public Machine machine() {
    return player.machine();
  }

  /** Goes to the state after a step that the run has reached. */
  public void to(int step) {
    player.goTo(step);
  }

  /**
   * Does one step more; what was changed by hand after it is left out.
   *
   * @return what the machine reported
   */
  public List<Event> step(Witness witness) {
    machine().cpu().setWitness(witness);
    player.runToEvent(1);
    machine().cpu().setWitness(Witness.NONE);
    return List.copyOf(player.events());
  }
}

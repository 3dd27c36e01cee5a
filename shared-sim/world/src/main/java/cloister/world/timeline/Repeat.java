package cloister.world.timeline;

import cloister.event.Event;
import cloister.event.Witness;
import cloister.machine.Machine;
import cloister.machine.Rerun;
import cloister.machine.replay.Player;
import java.util.List;

/** A second board on which steps of a run are done again, under the eyes of a witness. */
public final class Repeat implements Rerun {
  private final Player<Outside> player;

  Repeat(Player<Outside> player) {
    this.player = player;
  }

  @Override
  public Machine machine() {
    return player.machine();
  }

  @Override
  public void to(int step) {
    player.goTo(step);
  }

  @Override
  public List<Event> step(Witness witness) {
    machine().cpu().setWitness(witness);
    player.runToEvent(1);
    machine().cpu().setWitness(Witness.NONE);
    return List.copyOf(player.events());
  }
}

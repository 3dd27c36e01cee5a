package cloister.world.timeline;

import cloister.machine.replay.AccessObserver;
import cloister.machine.replay.Player;
import java.util.List;

/** Ends a run at the first step that touches one of these. */
record Touches(List<Touch> all) implements AccessObserver {

  /** Lets a player look for them, or for nothing. */
  static void watch(Player<?> player, List<Touch> touches) {
    if (touches.isEmpty()) {
      player.observeNothing();
    } else {
      player.observe(new Touches(touches));
    }
  }

  @Override
  public boolean accessed(int address, int bytes, boolean write, int old, int value) {
    boolean met = false;
    for (Touch touch : all) {
      met |= touch.note(address, bytes, write, old, value);
    }
    return met;
  }
}

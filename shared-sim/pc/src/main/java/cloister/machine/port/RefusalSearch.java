package cloister.machine.port;

import cloister.event.Families;
import cloister.machine.replay.Player;
import java.util.OptionalLong;

/** Finds the last step before the present one that was refused. */
final class RefusalSearch extends Search {
  private boolean met;
  private OptionalLong refused = OptionalLong.empty();

  RefusalSearch(Player<Entry> player) {
    super(player, player.step() - 1);
  }

  @Override
  int run(Player<Entry> player, int steps) {
    int done = player.runToEvent(steps, Families.FAULTS);
    met = !player.events().isEmpty();
    return done;
  }

  @Override
  boolean meets() {
    return met;
  }

  @Override
  void found(Player<Entry> player, long step) {
    refused = OptionalLong.of(step);
  }

  /** Empty when nothing was refused since power-on, or while the search goes on. */
  OptionalLong refused() {
    return refused;
  }
}

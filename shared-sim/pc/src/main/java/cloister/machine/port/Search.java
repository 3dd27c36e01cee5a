package cloister.machine.port;

import cloister.machine.replay.AccessObserver;
import cloister.machine.replay.Player;
import java.util.Optional;

/**
 * Looks for the last step of a kind: the run is done again from one checkpoint to the next, from a
 * step backwards to its beginning, a piece at a time.
 */
abstract sealed class Search permits WriteSearch, RefusalSearch {
  private static final int PIECE = 2_000_000;

  private final Player<Entry> player;

  /** Where it was asked. */
  private final long origin;

  private int interval;

  /** Where the interval that is searched ends. */
  private long end;

  /** The last step of the interval that it was; 0 for none. */
  private long hit;

  private boolean begun;
  private boolean done;

  /**
   * @param last the last step that counts
   */
  Search(Player<Entry> player, long last) {
    this.player = player;
    origin = player.step();
    end = last;
    interval = player.courseIndex(Math.max(0, end - 1));
    done = end <= 0;
  }

  /** Runs until a step may be one that is looked for, or so many; returns the steps done. */
  abstract int run(Player<Entry> player, int steps);

  /** Whether the last step is one that is looked for. */
  abstract boolean meets();

  /** Tells of what was found, while the player is before that step. */
  abstract void found(Player<Entry> player, long step);

  /** Who is told of accesses to memory meanwhile. */
  Optional<AccessObserver> observer() {
    return Optional.empty();
  }

  /** Goes on for a while; what is asked about is found when it is {@link #done}. */
  final void advance() {
    if (!begun) {
      player.restoreIndex(interval);
      begun = true;
      hit = 0;
    }
    long stop = Math.min(end, player.step() + PIECE);
    observer().ifPresent(player::observe);
    while (player.step() < stop) {
      if (run(player, player.stepsTo(stop)) == 0) {
        throw new IllegalStateException("replay to " + stop + " ended at " + player.step());
      }
      if (meets()) {
        hit = player.step();
      }
      player.applyChanges();
    }
    player.observeNothing();
    if (player.step() == end) {
      endInterval();
    }
  }

  private void endInterval() {
    end = player.checkpointStep(interval);
    if (hit > 0) {
      player.goTo(hit - 1);
      found(player, hit);
    }
    done = hit > 0 || interval == 0;
    interval--;
    begun = false;
    if (done) {
      leave();
    }
  }

  /** Back to where it was asked. */
  final void leave() {
    player.settleAt(origin);
  }

  final boolean done() {
    return done;
  }

  /** Everything behind this step has been looked through. */
  final long searchedTo() {
    return end;
  }
}

package cloister.machine.why;

import cloister.machine.replay.AccessObserver;
import cloister.machine.replay.Player;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds who last set some numbers: the run is done again from one checkpoint to the next, backwards
 * from a step, until all are found or enough has been looked through.
 */
final class SetterSearch implements AccessObserver {
  /**
   * What is looked through at most, so that the answer comes while somebody waits. Where that ends
   * between two checkpoints, what lies before it is done without looking, as for a step back.
   */
  private static final int MOST_STEPS = 4_000_000;

  private final Player<?> player;
  private final List<Sought> all;
  private final List<Sought> missing = new ArrayList<>();
  private final List<Sought> written = new ArrayList<>();
  private boolean toTheStart;

  SetterSearch(Player<?> player, List<Sought> all) {
    this.player = player;
    this.all = all;
  }

  @Override
  public boolean accessed(int first, int count, boolean write, int old, int value) {
    boolean met = false;
    for (Sought sought : missing) {
      if (write && sought.setBy(first, count, old, value)) {
        written.add(sought);
        met = true;
      }
    }
    return met;
  }

  /** Looks through the steps up to this one; the player is somewhere else afterwards. */
  void upTo(long step) {
    long end = step;
    long left = MOST_STEPS;
    int interval = player.courseIndex(step);
    while (interval >= 0 && left > 0 && someAreMissing()) {
      long from = player.checkpointStep(interval);
      long first = Math.max(from, end - left);
      player.restoreIndex(interval);
      player.goTo(first);
      replay(end);
      left -= end - first;
      end = first;
      if (first == from) {
        interval--;
      }
    }
    toTheStart = interval < 0;
  }

  private boolean someAreMissing() {
    missing.clear();
    for (Sought sought : all) {
      if (!sought.found()) {
        missing.add(sought);
      }
    }
    return !missing.isEmpty();
  }

  private void replay(long end) {
    int families = 0;
    boolean memory = false;
    for (Sought sought : missing) {
      families |= sought.families();
      memory |= sought.isMemory();
    }
    if (memory) {
      player.observe(this);
    }
    while (player.step() < end) {
      written.clear();
      if (player.runToEvent(player.stepsTo(end), families) == 0) {
        throw new IllegalStateException("replay to " + end + " ended at " + player.step());
      }
      for (Sought sought : written) {
        sought.wroteAt(player.step());
      }
      for (Sought sought : missing) {
        player.events().forEach(event -> sought.note(event, player.step()));
      }
      player.applyChanges();
    }
    player.observeNothing();
  }

  /** Whether all of the run was looked through. */
  boolean reachedTheStart() {
    return toTheStart;
  }
}

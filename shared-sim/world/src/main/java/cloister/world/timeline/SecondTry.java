package cloister.world.timeline;

import cloister.event.Event;
import cloister.event.Rule;
import cloister.machine.replay.Player;
import java.util.List;

/**
 * A refused step, and the same step with what was changed by hand since. A refused instruction
 * changes nothing, so the changes mean the same one step earlier; of those that were made after the
 * delivery of its exception, which has changed the registers, only those of memory and of the IOPL.
 */
public final class SecondTry {
  private final List<ByHand> changes;
  private final Registers registers = new Registers();
  private final int[] then;
  private final int[] now;
  private final Rule refusedBy;

  /**
   * @param step the refused step
   * @param changes what was changed by hand since
   * @param watches what the refusal went by
   */
  SecondTry(Player<Outside> player, int step, List<ByHand> changes, List<Watch> watches) {
    this.changes = changes;
    player.goTo(step - 1);
    then = read(player, watches);
    player.runToEvent(1);
    registers.capture(player.machine());
    if (changes.isEmpty()) {
      now = then;
    } else {
      player.goTo(step - 1);
      for (ByHand change : changes) {
        player.apply(change);
      }
      now = read(player, watches);
      player.runToEvent(1);
    }
    refusedBy = refusal(player.events());
  }

  private static int[] read(Player<Outside> player, List<Watch> watches) {
    int[] values = new int[watches.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = watches.get(i).read(player.machine());
    }
    return values;
  }

  private static Rule refusal(List<Event> events) {
    for (Event event : events) {
      if (event instanceof Event.FaultRaised fault) {
        return fault.rule();
      }
    }
    return null;
  }

  /** The registers as the refused step left them. */
  public Registers registers() {
    return registers;
  }

  /** Whether anything was changed by hand since. */
  public boolean differs() {
    return !changes.isEmpty();
  }

  /** Whether it was changed by hand since; in the order of the watches. */
  public boolean changed(int watch) {
    return then[watch] != now[watch];
  }

  /** What it was changed to by hand. */
  public int now(int watch) {
    return now[watch];
  }

  /** Whether the rule that refused the step would not refuse it any more. */
  public boolean passes(Rule rule) {
    return differs() && refusedBy != rule;
  }
}

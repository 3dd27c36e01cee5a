package cloister.world.timeline;

import cloister.machine.Machine;
import cloister.machine.Resized;

/** A terminal got another size after a step. */
record ResizedTo(long step, Resized event) implements Outside {
  @Override
  public void applyTo(Machine machine) {
    machine.terminals().get(event.terminal()).resize(event.columns(), event.rows());
  }

  /** Whether something else is a size of the same terminal. */
  boolean replaces(Outside other) {
    return other instanceof ResizedTo(long _, Resized last) && last.terminal() == event.terminal();
  }
}

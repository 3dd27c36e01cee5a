package cloister.machine.replay;

import cloister.machine.Machine;

/** What somebody did to a machine from outside, right after a step. */
public interface Change {
  long step();

  /** Does it, to a machine that stands at the step. */
  void applyTo(Machine machine);
}

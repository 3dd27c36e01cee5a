package cloister.world.trap;

import cloister.event.Rule;
import cloister.event.Witness.Table;

/** One thing on the way of control. */
public sealed interface Row {
  /** A check with the operands of its rule, which are 0 when it was not reached. */
  record Check(Rule rule, int first, int second, int third, Outcome outcome) implements Row {}

  /** A descriptor that was read. */
  record Entry(Table table, int address, int low, int high) implements Row {}

  /**
   * A word that was read or written.
   *
   * @param bytes 2 or 4; 1 for the busy bit of a descriptor
   */
  record Word(String name, boolean written, int linear, int bytes, int value) implements Row {}

  /** What a register or flag was, and what it is now. */
  record Change(String name, int before, int after) implements Row {}

  /** How a check ended. */
  enum Outcome {
    PASSED,
    FAILED,
    OPEN
  }
}

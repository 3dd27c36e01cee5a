package cloister.cpu.translate;

import cloister.cpu.core.Fault;

/** The interpreter's loop, for a few instructions. */
public interface Stepper {
  /**
   * Executes instructions from a slot on at which the processor stands: so many, or fewer when one
   * leads out of the block, is refused or asks for a stop. Where one leads to the top of the block
   * others are executed than those that follow.
   *
   * @return why the last one was refused, or null
   */
  Fault step(int[] code, int at, int instructions);
}

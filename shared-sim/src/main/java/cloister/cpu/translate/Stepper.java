package cloister.cpu.translate;

import cloister.cpu.core.Fault;

/** The interpreter's loop, for a few instructions. */
public interface Stepper {
  /**
   * Executes instructions that follow each other, from a slot on at which the processor stands, and
   * no others; fewer when one leads elsewhere, is refused or asks for a stop.
   *
   * @return why the last one was refused, or null
   */
  Fault step(int[] code, int at, int instructions);
}

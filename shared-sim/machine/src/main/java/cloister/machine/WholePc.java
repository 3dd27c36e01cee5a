package cloister.machine;

import cloister.time.Clock;

/** A computer with the chip set of a PC, whoever has its processor. */
public interface WholePc extends Computer {
  Chipset chipset();

  default Clock clock() {
    return chipset().clock();
  }

  /**
   * Runs, as {@link #run(int)} does, and begins nothing at or after a tick of the clock. A jump
   * over idle time, or what runs to the next deadline, may end beyond it.
   */
  int run(int maxSteps, long tick);

  /**
   * Where the software stands that was started.
   *
   * @param address linear address of its next instruction
   * @param tableBase of its interrupt table
   */
  record Software(int cpl, boolean protectedMode, int address, int tableBase, int tableLimit) {}

  default Software software() {
    return new Software(
        cpu().cpl(), cpu().protectedMode(), cpu().linearEip(), cpu().idtBase(), cpu().idtLimit());
  }

  /** False while the processor's registers are those of a hypervisor. */
  default boolean hasProcessor() {
    return true;
  }

  /** The software has met exceptions without a way out, and only a reset helps. */
  default boolean shutDown() {
    return cpu().shutDown();
  }

  /** Why a hypervisor has stopped the software for good, by its word; empty if none has. */
  default String refusal() {
    return "";
  }
}

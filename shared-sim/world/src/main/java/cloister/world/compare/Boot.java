package cloister.world.compare;

import cloister.codec.Json;

/**
 * What was done until the first instruction of a program, in ring 3: that is when a kernel has
 * booted.
 *
 * @param instructions of the guest
 * @param others that the processor has done besides
 * @param crossings inward through gates
 * @param exits of the guest, for whatever reason
 */
public record Boot(long instructions, long others, int crossings, int exits) {
  /** Cycles that an event stands for; the page tells where the figures come from. */
  static final int GATE_CYCLES = 610;

  static final int EXIT_CYCLES = 2000;

  /** Events times cycles. Only VT-x has exits of its own; the others are left through gates. */
  public long cycles(Way way) {
    long exitCycles = way == Way.VT_X ? (long) exits * EXIT_CYCLES : 0;
    return instructions + others + (long) crossings * GATE_CYCLES + exitCycles;
  }

  Json toJson(Way way) {
    return Json.object()
        .put("instructions", (int) instructions)
        .put("others", (int) others)
        .put("crossings", crossings)
        .put("exits", exits)
        .put("cycles", (int) Math.min(Integer.MAX_VALUE, cycles(way)))
        .build();
  }
}

package cloister.analysis;

import cloister.bits.Hex;
import cloister.event.Exceptions;

/**
 * What came of one instruction.
 *
 * @param refused true when it raised an exception instead of being done
 * @param vector of the exception
 * @param errorCode of the exception, or -1
 * @param before the registers before it
 * @param after the registers after it
 * @param written addresses and values of the words of memory that it changed, in pairs
 * @param portAccesses how often it reached a port
 * @param dropped how many translations of addresses the processor forgot
 */
record Outcome(
    boolean refused,
    int vector,
    int errorCode,
    int[] before,
    int[] after,
    int[] written,
    int portAccesses,
    int dropped) {

  /** An entry into the handler of the hypervisor, which alone has ring 0, is one of its traps. */
  boolean trapsUnder(Place place) {
    return refused || place.home().hasHypervisor() && after[Words.CPL] == 0;
  }

  /** As in {@code #GP(0010)}. */
  String exception() {
    String name = "#" + Exceptions.shortName(vector);
    return Exceptions.hasErrorCode(vector) ? name + "(" + Hex.hex16(errorCode) + ")" : name;
  }
}

package cloister.cpu.host;

import cloister.cpu.decode.Op;
import cloister.event.Exceptions;

/**
 * Where the host does not keep to the order of checks that the manual's pseudo-code gives, and our
 * processor does.
 */
enum KnownDifference {
  /** The host pushes the return address before it finds the target's offset beyond the limit. */
  CALL_PUSHES_FIRST {
    @Override
    boolean explains(int op, Outcome host, Outcome ours) {
      return op == Op.CALL_FAR && host.vector() == Exceptions.GP && equalButMemory(host, ours);
    }
  },
  /**
   * When the popped selector has another RPL, the host reads the outer stack pointer before it
   * checks the selector.
   */
  RETURN_READS_STACK_FIRST {
    @Override
    boolean explains(int op, Outcome host, Outcome ours) {
      Outcome asHost =
          new Outcome(
              host.vector(),
              host.errorCode(),
              ours.general(),
              ours.eip(),
              ours.eflags(),
              ours.segments(),
              ours.changes());
      boolean returns = op == Op.RET_FAR || op == Op.IRET;
      boolean selectorRefused = ours.vector() == Exceptions.GP || ours.vector() == Exceptions.NP;
      return returns
          && selectorRefused
          && host.vector() == Exceptions.SS
          && asHost.equalBut(host, 0);
    }
  };

  /**
   * @param op the instruction that the host refused
   */
  abstract boolean explains(int op, Outcome host, Outcome ours);

  private static boolean equalButMemory(Outcome host, Outcome ours) {
    Outcome withHostMemory =
        new Outcome(
            ours.vector(),
            ours.errorCode(),
            ours.general(),
            ours.eip(),
            ours.eflags(),
            ours.segments(),
            host.changes());
    return withHostMemory.equalBut(host, 0);
  }
}

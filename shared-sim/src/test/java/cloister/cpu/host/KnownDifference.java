package cloister.cpu.host;

import cloister.cpu.decode.Op;
import cloister.event.Exceptions;

/**
 * Where the host does not keep to the order of checks that the manual's pseudo-code gives, and our
 * processor does.
 */
enum KnownDifference {
  /**
   * The host pushes the return address, or finds that there is no room for it, before it finds the
   * target's offset beyond the limit.
   */
  CALL_PUSHES_FIRST {
    @Override
    boolean explains(int op, Outcome host, Outcome ours) {
      boolean pushed =
          op == Op.CALL_FAR && host.vector() == Exceptions.GP && equalButMemory(host, ours);
      boolean call = op == Op.CALL || op == Op.CALL_FAR;
      return pushed || call && stackBeforeSelector(host, ours);
    }
  },
  /** The host has written the first of several words when it finds no room for the last. */
  PUSHES_BEFORE_REFUSAL {
    @Override
    boolean explains(int op, Outcome host, Outcome ours) {
      boolean several = op == Op.PUSHA || op == Op.ENTER || op == Op.CALL_FAR;
      return several && host.vector() == Exceptions.SS && equalButMemory(host, ours);
    }
  },
  /** The host has loaded the first of several registers when it finds the end of the stack. */
  POPS_BEFORE_REFUSAL {
    @Override
    boolean explains(int op, Outcome host, Outcome ours) {
      Outcome withHostRegisters =
          new Outcome(
              ours.vector(),
              ours.errorCode(),
              host.general(),
              ours.eip(),
              ours.eflags(),
              ours.segments(),
              ours.changes());
      return op == Op.POPA && host.vector() == Exceptions.SS && withHostRegisters.equalBut(host, 0);
    }
  },
  /** When both operands of CMPS are refused, the host tells of either. */
  EITHER_OPERAND_REFUSED {
    @Override
    boolean explains(int op, Outcome host, Outcome ours) {
      return op == Op.CMPS
          && Math.min(host.vector(), ours.vector()) == Exceptions.SS
          && Math.max(host.vector(), ours.vector()) == Exceptions.GP
          && equalButException(host, ours);
    }
  },
  /**
   * When the popped selector has another RPL, the host reads the outer stack pointer before it
   * checks the selector.
   */
  RETURN_READS_STACK_FIRST {
    @Override
    boolean explains(int op, Outcome host, Outcome ours) {
      return (op == Op.RET_FAR || op == Op.IRET) && stackBeforeSelector(host, ours);
    }
  };

  /**
   * @param op the instruction that the host refused
   */
  abstract boolean explains(int op, Outcome host, Outcome ours);

  /** The host refused the stack, ours the target; all else is equal. */
  private static boolean stackBeforeSelector(Outcome host, Outcome ours) {
    boolean targetRefused = ours.vector() == Exceptions.GP || ours.vector() == Exceptions.NP;
    return targetRefused && host.vector() == Exceptions.SS && equalButException(host, ours);
  }

  private static boolean equalButException(Outcome host, Outcome ours) {
    Outcome withHostException =
        new Outcome(
            host.vector(),
            host.errorCode(),
            ours.general(),
            ours.eip(),
            ours.eflags(),
            ours.segments(),
            ours.changes());
    return withHostException.equalBut(host, 0);
  }

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

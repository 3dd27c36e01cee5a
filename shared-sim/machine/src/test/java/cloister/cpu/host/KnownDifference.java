package cloister.cpu.host;

import cloister.cpu.core.Eflags;
import cloister.cpu.decode.Op;
import cloister.event.Exceptions;
import java.util.Arrays;

/**
 * Where the host does not keep to the order of checks that the manual's pseudo-code gives, and our
 * processor does, or where its 64-bit system shows. Each is about an instruction that both refuse.
 */
enum KnownDifference {
  /** The host has written the first of several words when it finds no room for the last. */
  PUSHES_BEFORE_REFUSAL {
    @Override
    boolean explains(int op, Outcome host, Outcome ours) {
      boolean several = op == Op.PUSHA || op == Op.ENTER || op == Op.CALL_FAR;
      return several
          && host.vector() == Exceptions.SS
          && withMemoryOf(host, ours).equalBut(host, 0);
    }
  },
  /** An Intel host has written the return address when it finds that the target is no code. */
  CALL_PUSHES_BEFORE_REFUSAL {
    @Override
    boolean explains(int op, Outcome host, Outcome ours) {
      return op == Op.CALL
          && host.vector() == Exceptions.GP
          && withMemoryOf(host, ours).equalBut(host, 0);
    }
  },
  /**
   * When a repeated comparison is left before its end, an Intel host has the flags of before the
   * instruction (SDM 2, REP); the processor that we follow has those of the last element.
   */
  COMPARISON_KEEPS_FLAGS {
    @Override
    boolean explains(int op, Outcome host, Outcome ours) {
      return (op == Op.CMPS || op == Op.SCAS)
          && host.vector() != Exceptions.BP
          && ours.equalBut(host, UndefinedFlags.STATUS);
    }
  },
  /**
   * An AMD host saves RF clear where single step interrupts a repeated instruction (SDM 3, 19.3).
   */
  RESUME_FLAG_CLEAR_BETWEEN_ITERATIONS {
    @Override
    boolean explains(int op, Outcome host, Outcome ours) {
      return Op.group(op) == Op.STRING
          && host.vector() == Exceptions.DB
          && (host.eflags() & Eflags.RF) == 0
          && ours.equalBut(host, Eflags.RF);
    }
  },
  /** The host has loaded the first of several registers when it finds the end of the stack. */
  POPS_BEFORE_REFUSAL {
    @Override
    boolean explains(int op, Outcome host, Outcome ours) {
      return op == Op.POPA
          && host.vector() == Exceptions.SS
          && withRegistersOf(host, ours).equalBut(host, 0);
    }
  },
  /** Of the four bytes that hold a selector on the stack, an Intel host reads the two it needs. */
  POPS_A_SELECTOR_AS_A_WORD {
    @Override
    boolean explains(int op, Outcome host, Outcome ours) {
      boolean pops = op == Op.POP_SEGMENT || op == Op.RET_FAR || op == Op.IRET;
      return pops
          && ours.vector() == Exceptions.SS
          && ours.errorCode() == 0
          && host.vector() != Exceptions.SS
          && Arrays.equals(host.changes(), ours.changes());
    }
  },
  /** An Intel host compares with the lower bound before it reads the upper one. */
  BOUND_COMPARES_BEFORE_REFUSAL {
    @Override
    boolean explains(int op, Outcome host, Outcome ours) {
      return op == Op.BOUND
          && host.vector() == Exceptions.BR
          && (ours.vector() == Exceptions.GP || ours.vector() == Exceptions.SS)
          && equalButException(host, ours);
    }
  },
  /** When both operands of CMPS are refused, the host tells of either. */
  EITHER_OPERAND_REFUSED {
    @Override
    boolean explains(int op, Outcome host, Outcome ours) {
      return op == Op.CMPS
          && (stackNotTarget(host, ours) || stackNotTarget(ours, host))
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
      return (op == Op.RET_FAR || op == Op.IRET)
          && stackNotTarget(host, ours)
          && equalButException(host, ours);
    }
  },
  /**
   * With NT set, IRET returns to another task; under a 64-bit system, whose processor switches no
   * tasks, it is #GP(0) (SDM 2, IRET). Our task has none to return to: #TS.
   */
  TASK_RETURN {
    @Override
    boolean explains(int op, Outcome host, Outcome ours) {
      return op == Op.IRET
          && (ours.eflags() & Eflags.NT) != 0
          && host.vector() == Exceptions.GP
          && host.errorCode() == 0
          && ours.vector() == Exceptions.TS
          && equalButException(host, ours);
    }
  };

  /**
   * @param op the instruction that the host refused
   */
  abstract boolean explains(int op, Outcome host, Outcome ours);

  /** One refused the stack, the other something else. */
  private static boolean stackNotTarget(Outcome one, Outcome other) {
    return one.vector() == Exceptions.SS
        && (other.vector() == Exceptions.GP || other.vector() == Exceptions.NP);
  }

  private static boolean equalButException(Outcome host, Outcome ours) {
    Outcome withExceptionOfHost =
        new Outcome(
            host.vector(),
            host.errorCode(),
            ours.general(),
            ours.eip(),
            ours.eflags(),
            ours.segments(),
            ours.changes());
    return withExceptionOfHost.equalBut(host, 0);
  }

  private static Outcome withMemoryOf(Outcome host, Outcome ours) {
    return new Outcome(
        ours.vector(),
        ours.errorCode(),
        ours.general(),
        ours.eip(),
        ours.eflags(),
        ours.segments(),
        host.changes());
  }

  private static Outcome withRegistersOf(Outcome host, Outcome ours) {
    return new Outcome(
        ours.vector(),
        ours.errorCode(),
        host.general(),
        ours.eip(),
        ours.eflags(),
        ours.segments(),
        ours.changes());
  }
}

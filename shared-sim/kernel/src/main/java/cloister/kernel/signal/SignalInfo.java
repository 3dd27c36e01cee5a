package cloister.kernel.signal;

import cloister.kernel.abi.Signal;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/**
 * A signal and what is known of it; siginfo_t (sigaction(2)).
 *
 * @param code where it is from
 * @param sender process id of who sent it or of whom it tells; the address of a fault
 * @param user id of that process
 * @param value exit status of a child, or what was sent along
 * @param error what a filter of system calls gave along
 * @param turn of a timer's own signal, for which there is always room, which expiration of a
 *     periodic timer it tells of, or {@link #ONCE}; 0 for others
 */
public record SignalInfo(
    int signal, int code, int sender, int user, int value, int error, int turn) {
  /** The turn of a timer that expires once. */
  public static final int ONCE = -1;

  public static final int FROM_USER = 0;
  public static final int FROM_KERNEL = 0x80;
  public static final int FROM_TIMER = -2;
  public static final int FROM_TGKILL = -6;
  public static final int CHILD_EXITED = 1;
  public static final int CHILD_KILLED = 2;
  public static final int CHILD_DUMPED = 3;
  public static final int CHILD_TRAPPED = 4;
  public static final int CHILD_STOPPED = 5;
  public static final int CHILD_CONTINUED = 6;

  private static final int FROM_SECCOMP = 1;

  public SignalInfo(int signal, int code, int sender, int user, int value) {
    this(signal, code, sender, user, value, 0, 0);
  }

  /** A timer's own; of what it stands for beside itself is told when it is taken. */
  public static SignalInfo ofTimer(int signal, int timer, int value, int turn) {
    return new SignalInfo(signal, FROM_TIMER, timer, 0, value, 0, turn);
  }

  /** The same of another expiration, or of none any more, standing for so many others. */
  public SignalInfo at(int otherTurn, int overrun) {
    return new SignalInfo(signal, code, sender, overrun, value, error, otherTurn);
  }

  /** A signal of the kernel's own. */
  public static SignalInfo fromKernel(int signal) {
    return new SignalInfo(signal, FROM_KERNEL, 0, 0, 0);
  }

  /** A fault at an address. */
  public static SignalInfo fault(int signal, int code, int address) {
    return new SignalInfo(signal, code, address, 0, 0);
  }

  /**
   * SIGSYS: a call was not allowed.
   *
   * @param address behind the INT 80h
   */
  public static SignalInfo refused(int address, int call, int architecture, int data) {
    return new SignalInfo(Signal.SIGSYS, FROM_SECCOMP, address, call, architecture, data, 0);
  }

  public void save(ObjectWriter out) {
    out.numbers(new int[] {signal, code, sender, user, value, error, turn});
  }

  public static SignalInfo load(ObjectReader in) {
    int[] words = in.numbers();
    return new SignalInfo(words[0], words[1], words[2], words[3], words[4], words[5], words[6]);
  }
}

package cloister.kernel.signal;

/**
 * What a process wants done for a signal (sigaction(2)).
 *
 * @param handler address of a function, {@link #TO_DEFAULT} or {@link #TO_IGNORE}
 * @param restorer where the handler returns to, with the flag for it
 * @param mask signals that are blocked meanwhile
 */
public record SignalAction(int handler, int flags, int restorer, long mask) {
  public static final int TO_DEFAULT = 0;
  public static final int TO_IGNORE = 1;

  public static final int NO_CHILD_STOP = 1;
  public static final int NO_CHILD_WAIT = 2;
  public static final int WITH_INFO = 4;

  /** The signal ends the process, and nobody may change that; no program can ask for it. */
  public static final int FIXED = 0x00800000;

  public static final int HAS_RESTORER = 0x04000000;
  public static final int ON_STACK = 0x08000000;
  public static final int RESTART = 0x10000000;
  public static final int NO_DEFER = 0x40000000;
  public static final int RESET_HANDLER = 0x80000000;

  public static final SignalAction DEFAULT = new SignalAction(TO_DEFAULT, 0, 0, 0);
  public static final SignalAction IGNORED = new SignalAction(TO_IGNORE, 0, 0, 0);

  /** The end, whoever traces. */
  public static final SignalAction END = new SignalAction(TO_DEFAULT, FIXED, 0, 0);

  public boolean isDefault() {
    return handler == TO_DEFAULT;
  }

  public boolean isIgnored() {
    return handler == TO_IGNORE;
  }

  public boolean is(int flag) {
    return (flags & flag) != 0;
  }
}

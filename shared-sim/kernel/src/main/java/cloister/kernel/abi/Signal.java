package cloister.kernel.abi;

/**
 * Signals by their numbers on i386, and what they do to a process that does not care (signal(7)).
 */
public final class Signal {
  public static final int SIGHUP = 1;
  public static final int SIGINT = 2;
  public static final int SIGQUIT = 3;
  public static final int SIGILL = 4;
  public static final int SIGTRAP = 5;
  public static final int SIGABRT = 6;
  public static final int SIGBUS = 7;
  public static final int SIGFPE = 8;
  public static final int SIGKILL = 9;
  public static final int SIGUSR1 = 10;
  public static final int SIGSEGV = 11;
  public static final int SIGUSR2 = 12;
  public static final int SIGPIPE = 13;
  public static final int SIGALRM = 14;
  public static final int SIGTERM = 15;
  public static final int SIGSTKFLT = 16;
  public static final int SIGCHLD = 17;
  public static final int SIGCONT = 18;
  public static final int SIGSTOP = 19;
  public static final int SIGTSTP = 20;
  public static final int SIGTTIN = 21;
  public static final int SIGTTOU = 22;
  public static final int SIGURG = 23;
  public static final int SIGXCPU = 24;
  public static final int SIGXFSZ = 25;
  public static final int SIGVTALRM = 26;
  public static final int SIGPROF = 27;
  public static final int SIGWINCH = 28;
  public static final int SIGIO = 29;
  public static final int SIGPWR = 30;
  public static final int SIGSYS = 31;

  public static final int COUNT = 64;
  public static final int FIRST_REAL_TIME = 32;

  private static final String[] NAMES = {
    "SIGHUP",
    "SIGINT",
    "SIGQUIT",
    "SIGILL",
    "SIGTRAP",
    "SIGABRT",
    "SIGBUS",
    "SIGFPE",
    "SIGKILL",
    "SIGUSR1",
    "SIGSEGV",
    "SIGUSR2",
    "SIGPIPE",
    "SIGALRM",
    "SIGTERM",
    "SIGSTKFLT",
    "SIGCHLD",
    "SIGCONT",
    "SIGSTOP",
    "SIGTSTP",
    "SIGTTIN",
    "SIGTTOU",
    "SIGURG",
    "SIGXCPU",
    "SIGXFSZ",
    "SIGVTALRM",
    "SIGPROF",
    "SIGWINCH",
    "SIGIO",
    "SIGPWR",
    "SIGSYS"
  };

  /** What a signal does by default. */
  public enum Action {
    TERMINATE,
    CORE,
    IGNORE,
    STOP,
    CONTINUE
  }

  private Signal() {}

  public static Action defaultAction(int signal) {
    return switch (signal) {
      case SIGCHLD, SIGURG, SIGWINCH -> Action.IGNORE;
      case SIGCONT -> Action.CONTINUE;
      case SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU -> Action.STOP;
      case SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGXCPU, SIGXFSZ, SIGSYS ->
          Action.CORE;
      default -> Action.TERMINATE;
    };
  }

  /** The bit of a signal in a set of them. */
  public static long bit(int signal) {
    return 1L << signal - 1;
  }

  /** Whether an instruction may cause it, which cannot go on before something is done. */
  public static boolean isFault(int signal) {
    return switch (signal) {
      case SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGSYS -> true;
      default -> false;
    };
  }

  public static boolean isValid(int signal) {
    return signal >= 1 && signal <= COUNT;
  }

  public static String name(int signal) {
    return signal >= 1 && signal <= NAMES.length
        ? NAMES[signal - 1]
        : "SIGRT_" + (signal - FIRST_REAL_TIME);
  }
}

package cloister.kernel.abi;

/** Flags of open(2), by their values on i386. */
public final class OpenFlags {
  public static final int ACCESS_MODE = 3;
  public static final int READ_ONLY = 0;
  public static final int WRITE_ONLY = 1;
  public static final int READ_WRITE = 2;
  public static final int CREATE = 0100;
  public static final int EXCLUSIVE = 0200;
  public static final int NO_CONTROLLING_TTY = 0400;
  public static final int TRUNCATE = 01000;
  public static final int APPEND = 02000;
  public static final int NONBLOCK = 04000;
  public static final int LARGE_FILE = 0100000;
  public static final int DIRECTORY = 0200000;
  public static final int NO_FOLLOW = 0400000;
  public static final int CLOSE_ON_EXEC = 02000000;
  public static final int PATH = 010000000;
  public static final int TEMPORARY = 020000000 | DIRECTORY;

  /** What F_SETFL may change. */
  public static final int CHANGEABLE = APPEND | NONBLOCK | 020000 | 040000;

  /** What is kept of the flags once a file is open: all but what concerns opening alone. */
  public static final int KEPT =
      ~(CREATE | EXCLUSIVE | NO_CONTROLLING_TTY | TRUNCATE | CLOSE_ON_EXEC);

  private OpenFlags() {}

  public static boolean reads(int flags) {
    return (flags & ACCESS_MODE) != WRITE_ONLY;
  }

  public static boolean writes(int flags) {
    return (flags & ACCESS_MODE) != READ_ONLY;
  }
}

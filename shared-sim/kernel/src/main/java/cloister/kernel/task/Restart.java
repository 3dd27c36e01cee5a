package cloister.kernel.task;

/** Results of interrupted system calls, which no program sees (include/linux/errno.h). */
public final class Restart {
  /** Again, unless a handler without SA_RESTART ran. */
  public static final int SYSTEM_CALL = -512;

  /** Again, unless a handler ran. */
  public static final int NO_HANDLER = -514;

  /** The same, for the rest of its time. */
  public static final int FOR_THE_REST = -516;

  private Restart() {}

  public static boolean is(int result) {
    return result == SYSTEM_CALL || result == NO_HANDLER || result == FOR_THE_REST;
  }
}

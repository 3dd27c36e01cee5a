package cloister.kernel.syscall;

/** The names that uname(2) tells beside those of the host. */
public final class Identity {
  public static final String SYSTEM = "Linux";
  public static final String RELEASE = "6.12.0-cloister";
  public static final String VERSION = "#1 Thu Jan  1 00:00:00 UTC 2026";
  public static final String MACHINE = "i686";

  /** As {@code /proc/version} says it. */
  public static String banner() {
    return SYSTEM + " version " + RELEASE + " (cc) " + VERSION;
  }

  private Identity() {}
}

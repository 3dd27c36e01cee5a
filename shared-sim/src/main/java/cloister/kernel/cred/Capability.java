package cloister.kernel.cred;

/** The parts of what the superuser may (capabilities(7)), by Linux's numbers. */
public final class Capability {
  public static final int CHOWN = 0;
  public static final int DAC_OVERRIDE = 1;
  public static final int DAC_READ_SEARCH = 2;
  public static final int FOWNER = 3;
  public static final int FSETID = 4;
  public static final int KILL = 5;
  public static final int SETGID = 6;
  public static final int SETUID = 7;
  public static final int SYS_RAWIO = 17;
  public static final int SYS_CHROOT = 18;
  public static final int SYS_PTRACE = 19;
  public static final int SYS_ADMIN = 21;
  public static final int SYS_NICE = 23;
  public static final int SYS_RESOURCE = 24;
  public static final int SYS_TIME = 25;
  public static final int MKNOD = 27;
  public static final int SYSLOG = 34;

  /** All 41 that Linux 6.12 has. */
  public static final long ALL = (1L << 41) - 1;

  private Capability() {}
}

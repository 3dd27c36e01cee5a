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
  public static final int SETPCAP = 8;
  public static final int LINUX_IMMUTABLE = 9;
  public static final int NET_BIND_SERVICE = 10;
  public static final int NET_ADMIN = 12;
  public static final int IPC_LOCK = 14;
  public static final int IPC_OWNER = 15;
  public static final int SYS_RAWIO = 17;
  public static final int SYS_CHROOT = 18;
  public static final int SYS_PTRACE = 19;
  public static final int SYS_ADMIN = 21;
  public static final int SYS_BOOT = 22;
  public static final int SYS_NICE = 23;
  public static final int SYS_RESOURCE = 24;
  public static final int SYS_TIME = 25;
  public static final int MKNOD = 27;
  public static final int AUDIT_CONTROL = 30;
  public static final int SETFCAP = 31;
  public static final int MAC_OVERRIDE = 32;
  public static final int SYSLOG = 34;
  public static final int WAKE_ALARM = 35;

  private static final String[] NAMES = {
    "CHOWN",
    "DAC_OVERRIDE",
    "DAC_READ_SEARCH",
    "FOWNER",
    "FSETID",
    "KILL",
    "SETGID",
    "SETUID",
    "SETPCAP",
    "LINUX_IMMUTABLE",
    "NET_BIND_SERVICE",
    "NET_BROADCAST",
    "NET_ADMIN",
    "NET_RAW",
    "IPC_LOCK",
    "IPC_OWNER",
    "SYS_MODULE",
    "SYS_RAWIO",
    "SYS_CHROOT",
    "SYS_PTRACE",
    "SYS_PACCT",
    "SYS_ADMIN",
    "SYS_BOOT",
    "SYS_NICE",
    "SYS_RESOURCE",
    "SYS_TIME",
    "SYS_TTY_CONFIG",
    "MKNOD",
    "LEASE",
    "AUDIT_WRITE",
    "AUDIT_CONTROL",
    "SETFCAP",
    "MAC_OVERRIDE",
    "MAC_ADMIN",
    "SYSLOG",
    "WAKE_ALARM",
    "BLOCK_SUSPEND",
    "AUDIT_READ",
    "PERFMON",
    "BPF",
    "CHECKPOINT_RESTORE"
  };

  /** How many Linux 6.12 has. */
  public static final int COUNT = NAMES.length;

  public static final long ALL = (1L << COUNT) - 1;

  /** Those that go by the user of the file system (setfsuid(2)). */
  static final long OF_FILES =
      bit(CHOWN)
          | bit(DAC_OVERRIDE)
          | bit(DAC_READ_SEARCH)
          | bit(FOWNER)
          | bit(FSETID)
          | bit(LINUX_IMMUTABLE)
          | bit(MKNOD)
          | bit(MAC_OVERRIDE);

  private Capability() {}

  public static boolean isValid(int capability) {
    return capability >= 0 && capability < COUNT;
  }

  public static long bit(int capability) {
    return 1L << capability;
  }

  /** As {@code CAP_CHOWN}. */
  public static String name(int capability) {
    return "CAP_" + NAMES[capability];
  }
}

package cloister.cpu.paging;

/**
 * The kinds of access to linear memory, one bit each. Those of the processor itself, to descriptor
 * tables and task-state segments, are system accesses in every ring (SDM 3, 5.6).
 */
public final class Access {
  public static final int SYSTEM_READ = 1;
  public static final int SYSTEM_WRITE = 1 << 1;
  public static final int SYSTEM_FETCH = 1 << 2;
  public static final int USER_READ = 1 << 3;
  public static final int USER_WRITE = 1 << 4;
  public static final int USER_FETCH = 1 << 5;

  private static final int USERS = USER_READ | USER_WRITE | USER_FETCH;
  private static final int WRITES = SYSTEM_WRITE | USER_WRITE;
  private static final int FETCHES = SYSTEM_FETCH | USER_FETCH;

  private Access() {}

  public static int read(int cpl) {
    return cpl == 3 ? USER_READ : SYSTEM_READ;
  }

  public static int write(int cpl) {
    return cpl == 3 ? USER_WRITE : SYSTEM_WRITE;
  }

  public static int fetch(int cpl) {
    return cpl == 3 ? USER_FETCH : SYSTEM_FETCH;
  }

  static boolean isUser(int access) {
    return (access & USERS) != 0;
  }

  static boolean isWrite(int access) {
    return (access & WRITES) != 0;
  }

  static boolean isFetch(int access) {
    return (access & FETCHES) != 0;
  }

  /** What a cached translation allows; a write only when the dirty bit is set already. */
  static int allowed(int rights, boolean writeProtect) {
    boolean user = PageEntry.has(rights, PageEntry.USER);
    boolean writable = PageEntry.has(rights, PageEntry.WRITABLE);
    boolean dirty = PageEntry.has(rights, PageEntry.DIRTY);
    boolean executable = !PageEntry.has(rights, PageEntry.NO_EXECUTE);
    int allowed = SYSTEM_READ;
    allowed |= dirty && (writable || !writeProtect) ? SYSTEM_WRITE : 0;
    allowed |= executable ? SYSTEM_FETCH : 0;
    allowed |= user ? USER_READ : 0;
    allowed |= user && writable && dirty ? USER_WRITE : 0;
    allowed |= user && executable ? USER_FETCH : 0;
    return allowed;
  }
}

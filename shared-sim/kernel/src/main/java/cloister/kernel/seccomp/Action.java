package cloister.kernel.seccomp;

/** What a filter may have done with a call, the most restrictive first (SECCOMP_RET_*). */
public enum Action {
  KILL_PROCESS("kill-process", 0x80000000),
  KILL_THREAD("kill-thread", 0),
  /** The program gets SIGSYS. */
  TRAP("trap", 0x00030000),
  /** The call is answered with an error, and nothing is done. */
  ERRNO("errno", 0x00050000),
  /** A tracer is asked. */
  TRACE("trace", 0x7ff00000),
  /** It is allowed, and the kernel's log says that it was made. */
  LOG("log", 0x7ffc0000),
  ALLOW("allow", 0x7fff0000);

  private final String id;
  private final int value;

  Action(String id, int value) {
    this.id = id;
    this.value = value;
  }

  public String id() {
    return id;
  }

  public int value() {
    return value;
  }

  /** One that nobody knows ends the process. */
  static Action of(int verdict) {
    for (Action action : values()) {
      if (action.value == (verdict & 0xffff0000)) {
        return action;
      }
    }
    return KILL_PROCESS;
  }

  public static boolean isKnown(int value) {
    for (Action action : values()) {
      if (action.value == value) {
        return true;
      }
    }
    return false;
  }
}

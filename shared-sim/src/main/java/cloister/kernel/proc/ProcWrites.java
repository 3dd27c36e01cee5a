package cloister.kernel.proc;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.task.Process;
import cloister.kernel.task.ProcessSettings;
import cloister.kernel.task.Task;
import cloister.kernel.task.TaskTable;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;

/** What writing a number into a file of {@code /proc/PID} changes. */
final class ProcWrites {
  private static final int MOST_ADJUSTED = 1000;

  /** Of coredump_filter (core(5)); other bits are dropped. */
  private static final int DUMP_BITS = 0x1ff;

  private final Task task;
  private final Process process;
  private final ProcessSettings settings;
  private final TaskTable tasks;

  ProcWrites(Task task, TaskTable tasks) {
    this.task = task;
    process = task.process();
    settings = process.settings();
    this.tasks = tasks;
  }

  void write(ProcEntry entry, String text, FileDescription file, Caller caller) throws KernelError {
    switch (entry) {
      case DUMP_FILTER -> settings.dumpFilter = number(text) & DUMP_BITS;
      case LOGIN_USER -> login(text, file, caller);
      case OOM_ADJUST -> {
        int value = ProcState.fromOld(number(text));
        requireMore(value < process.oomScoreAdjust(), caller);
        adjust(value, caller);
      }
      case OOM_SCORE_ADJUST -> {
        int value = number(text);
        if (value < -MOST_ADJUSTED || value > MOST_ADJUSTED) {
          throw Errno.EINVAL.error();
        }
        requireMore(value < settings.leastOomScore, caller);
        adjust(value, caller);
      }
      default -> slack(text, caller);
    }
  }

  /** EACCES for less than is allowed without CAP_SYS_RESOURCE (proc_pid_oom_score_adj(5)). */
  private static void requireMore(boolean less, Caller caller) throws KernelError {
    if (less && !caller.credentials().canEverywhere(Capability.SYS_RESOURCE)) {
      throw Errno.EACCES.error();
    }
  }

  private void adjust(int value, Caller caller) {
    process.setOomScoreAdjust(value);
    if (caller.credentials().hasUnasked(Capability.SYS_RESOURCE)) {
      settings.leastOomScore = value;
    }
  }

  /** Once, for oneself (pam_loginuid(8)); later only with CAP_AUDIT_CONTROL. */
  private void login(String text, FileDescription file, Caller caller) throws KernelError {
    if (caller.threadId() != task.tid()) {
      throw Errno.EPERM.error();
    }
    if (file.position() != 0) {
      throw Errno.EINVAL.error();
    }
    long value = unsigned(text);
    boolean nobody = value == 0xffff_ffffL;
    int user = nobody ? -1 : caller.credentials().namespace().users().toKernel((int) value);
    if (!nobody && user < 0) {
      throw Errno.EINVAL.error();
    }
    boolean known = settings.loginUser >= 0;
    if (known && !caller.credentials().canEverywhere(Capability.AUDIT_CONTROL)) {
      throw Errno.EPERM.error();
    }
    settings.loginUser = user;
    settings.auditSession = nobody ? -1 : tasks.nextAuditSession();
  }

  /** EPERM for another's without CAP_SYS_NICE; 0 is what it was at first. */
  private void slack(String text, Caller caller) throws KernelError {
    boolean own = caller.processId() == process.pid();
    if (!own && !caller.credentials().can(Capability.SYS_NICE, task.credentials().namespace())) {
      throw Errno.EPERM.error();
    }
    long value = unsigned(text);
    settings.timerSlack = value == 0 ? settings.usualTimerSlack : value;
  }

  private static long unsigned(String text) throws KernelError {
    boolean plus = text.startsWith("+");
    int at = plus ? 1 : 0;
    if (at == text.length() || text.length() > 11) {
      throw Errno.EINVAL.error();
    }
    long value = 0;
    for (int i = at; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw Errno.EINVAL.error();
      }
      value = 10 * value + c - '0';
    }
    if (value > 0xffff_ffffL) {
      throw Errno.ERANGE.error();
    }
    return value;
  }

  /** Decimal, or octal or hexadecimal by its first digits, as kstrtoint has it. */
  private static int number(String text) throws KernelError {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    int radix = digits.startsWith("0x") ? 16 : digits.startsWith("0") ? 8 : 10;
    String rest = radix == 16 ? digits.substring(2) : digits;
    if (rest.isEmpty()) {
      throw Errno.EINVAL.error();
    }
    long value = 0;
    for (int i = 0; i < rest.length(); i++) {
      int digit = Character.digit(rest.charAt(i), radix);
      if (digit < 0) {
        throw Errno.EINVAL.error();
      }
      value = radix * value + digit;
      if (value > 1L << 31) {
        throw Errno.ERANGE.error();
      }
    }
    long signed = negative ? -value : value;
    if (signed > Integer.MAX_VALUE) {
      throw Errno.ERANGE.error();
    }
    return (int) signed;
  }
}

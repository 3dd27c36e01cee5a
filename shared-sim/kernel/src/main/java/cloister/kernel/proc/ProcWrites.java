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
      case DUMP_FILTER ->
          settings.dumpFilter =
              (int) KernelNumber.unsigned(text, KernelNumber.ANY_BASE) & DUMP_BITS;
      case LOGIN_USER -> login(text, file, caller);
      case OOM_ADJUST -> {
        int value = ProcState.fromOld(KernelNumber.signed(text.strip()));
        requireMore(value < process.oomScoreAdjust(), caller);
        process.setOomScoreAdjust(value);
      }
      case OOM_SCORE_ADJUST -> {
        int value = KernelNumber.signed(text.strip());
        if (value < -MOST_ADJUSTED || value > MOST_ADJUSTED) {
          throw Errno.EINVAL.error();
        }
        requireMore(value < settings.leastOomScore, caller);
        process.setOomScoreAdjust(value);
        if (caller.credentials().hasUnasked(Capability.SYS_RESOURCE)) {
          settings.leastOomScore = value;
        }
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

  /** Once, for oneself (pam_loginuid(8)); later only with CAP_AUDIT_CONTROL. */
  private void login(String text, FileDescription file, Caller caller) throws KernelError {
    if (caller.threadId() != task.tid()) {
      throw Errno.EPERM.error();
    }
    if (file.position() != 0) {
      throw Errno.EINVAL.error();
    }
    long value = KernelNumber.unsigned(text, 10);
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

  /** 0 is what it was at first. */
  private void slack(String text, Caller caller) throws KernelError {
    ProcState.requireSlack(task, caller);
    long value = KernelNumber.unsigned(text, 10);
    settings.timerSlack = value == 0 ? settings.usualTimerSlack : value;
  }
}

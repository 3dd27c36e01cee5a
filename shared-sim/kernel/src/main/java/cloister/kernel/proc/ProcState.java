package cloister.kernel.proc;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.cred.Capability;
import cloister.kernel.task.OutOfMemory;
import cloister.kernel.task.Process;
import cloister.kernel.task.Registers;
import cloister.kernel.task.Registers.Word;
import cloister.kernel.task.Task;
import cloister.kernel.task.TaskState;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.DescriptorTable;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.Inode;

/** What a task is at, and what is kept of it: files of {@code /proc/PID} of a line or a few. */
final class ProcState {
  private static final int MOST_ADJUSTED = 1000;

  /** Of oom_adj, as it was before oom_score_adj. */
  private static final int OLD_MOST = 15;

  private static final int OLD_LEAST = -17;

  private final ProcContext context;
  private final Task task;

  ProcState(ProcContext context, Task task) {
    this.context = context;
    this.task = task;
  }

  String text(ProcEntry entry, Caller caller) throws KernelError {
    Process process = task.process();
    return switch (entry) {
      case DUMP_FILTER -> Words.hexadecimal(process.settings().dumpFilter, 8) + "\n";
      case LOGIN_USER -> user(process.settings().loginUser, caller);
      case AUDIT_SESSION -> Integer.toUnsignedString(process.settings().auditSession);
      case OOM_SCORE -> OutOfMemory.score(process, context.frames().total()) + "\n";
      case OOM_ADJUST -> old(process.oomScoreAdjust()) + "\n";
      case PERSONALITY -> {
        ProcAccess.require(caller, task, Errno.EPERM);
        yield Words.hexadecimal(process.settings().personality & 0xffff_ffffL, 8) + "\n";
      }
      case SYSTEM_CALL -> {
        ProcAccess.require(caller, task, Errno.EPERM);
        yield systemCall(caller);
      }
      case WAIT_CHANNEL -> ProcAccess.allows(caller, task) ? WaitChannel.of(task) : "0";
      default -> {
        requireSlack(task, caller);
        yield process.settings().timerSlack + "\n";
      }
    };
  }

  /** Nobody has logged in: 4294967295. */
  private static String user(int login, Caller caller) {
    int shown = login < 0 ? -1 : caller.credentials().namespace().users().shown(login);
    return Integer.toUnsignedString(shown);
  }

  private static int old(int adjust) {
    return adjust == MOST_ADJUSTED ? OLD_MOST : adjust * -OLD_LEAST / MOST_ADJUSTED;
  }

  /** What oom_score_adj is where oom_adj is written. */
  static int fromOld(int value) throws KernelError {
    if (value < OLD_LEAST || value > OLD_MOST) {
      throw Errno.EINVAL.error();
    }
    return value == OLD_MOST ? MOST_ADJUSTED : value * MOST_ADJUSTED / -OLD_LEAST;
  }

  /** EPERM for another task's slack without CAP_SYS_NICE, to be read or to be written. */
  static void requireSlack(Task task, Caller caller) throws KernelError {
    boolean own = caller.threadId() == task.tid();
    if (!own && !caller.credentials().can(Capability.SYS_NICE, task.credentials().namespace())) {
      throw Errno.EPERM.error();
    }
  }

  /** Number, arguments, stack pointer and EIP; -1 for what stands outside of a call. */
  private String systemCall(Caller caller) {
    boolean own = caller.threadId() == task.tid();
    if (!task.isAlive() || !own && task.state() == TaskState.RUNNABLE) {
      return task.isAlive() ? "running\n" : "-1 0x0 0x0\n";
    }
    Registers registers = task.registers();
    int number = registers.get(Word.ORIGINAL_EAX);
    StringBuilder text = new StringBuilder().append(number < 0 ? -1 : number);
    Word[] arguments = {Word.EBX, Word.ECX, Word.EDX, Word.ESI, Word.EDI, Word.EBP};
    for (Word word : number < 0 ? new Word[0] : arguments) {
      text.append(" 0x").append(Integer.toHexString(registers.get(word)));
    }
    text.append(" 0x").append(Integer.toHexString(registers.get(Word.ESP)));
    return text.append(" 0x").append(Integer.toHexString(registers.get(Word.EIP))) + "\n";
  }

  /** Of an open file (proc_pid_fdinfo(5)). ENOENT for a descriptor that is closed. */
  String descriptor(int number, ProcLocks locks) throws KernelError {
    DescriptorTable files = task.files();
    if (files == null || !files.isOpen(number)) {
      throw Errno.ENOENT.error();
    }
    FileDescription file = files.opened(number);
    Inode inode = file.inode();
    int flags = file.flags() | (files.closesOnExecute(number) ? OpenFlags.CLOSE_ON_EXEC : 0);
    int mount = file.path().mount() == null ? 0 : file.path().mount().number();
    return "pos:\t"
        + file.position()
        + "\nflags:\t0"
        + Integer.toOctalString(flags)
        + "\nmnt_id:\t"
        + mount
        + "\nino:\t"
        + inode.number()
        + "\n"
        + locks.of(file, files)
        + DescriptorText.of(file.operations());
  }
}

package cloister.kernel.proc;

import cloister.kernel.fs.Pipe;
import cloister.kernel.task.Registers.Word;
import cloister.kernel.task.Task;
import cloister.kernel.tty.Tty;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileOperations;

/**
 * The function of Linux's in which a task that waits would stand (proc_pid_wchan(5)), told by its
 * system call.
 */
final class WaitChannel {
  private WaitChannel() {}

  /** "0" for a task that does not wait, and where it is not known. */
  static String of(Task task) {
    if (task.isAlive() && task.group().isFrozen()) {
      return "get_signal";
    }
    return switch (task.state()) {
      case STOPPED -> "do_signal_stop";
      case TRACED -> "ptrace_stop";
      case WAITING -> call(task, task.registers().get(Word.ORIGINAL_EAX));
      default -> "0";
    };
  }

  /** By the numbers of calls on i386. */
  private static String call(Task task, int number) {
    return switch (number) {
      case 3, 145 -> reading(file(task), "pipe_read");
      case 4, 146 -> reading(file(task), "pipe_write");
      case 7, 114, 284 -> "do_wait";
      case 29 -> "__do_sys_pause";
      case 72, 179 -> "sigsuspend";
      case 82, 142, 168, 308, 309, 413, 414 -> "poll_schedule_timeout.constprop.0";
      case 143 -> "locks_lock_inode_wait";
      case 55, 221 -> "fcntl_setlk";
      case 162, 267, 407 -> "hrtimer_nanosleep";
      case 177, 421 -> "do_sigtimedwait";
      case 240, 422 -> "futex_wait_queue";
      case 256, 319, 441 -> "do_epoll_wait";
      case 190 -> "wait_for_vfork_done";
      default -> "0";
    };
  }

  private static FileOperations file(Task task) {
    int number = task.registers().get(Word.EBX);
    boolean open = task.files() != null && number >= 0 && task.files().isOpen(number);
    FileDescription file = open ? task.files().opened(number) : null;
    return file == null ? null : file.operations();
  }

  private static String reading(FileOperations file, String ofPipe) {
    return file instanceof Pipe ? ofPipe : file instanceof Tty ? "wait_woken" : "0";
  }
}

package cloister.kernel.proc;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.task.Task;
import cloister.kernel.vfs.Caller;

/** Who may look into a process (ptrace(2), "Ptrace access mode checking"). */
final class ProcAccess {
  private ProcAccess() {}

  /** A process may look into itself, whatever it may otherwise. */
  static boolean allows(Caller caller, Task task) {
    Credentials who = caller.credentials();
    Credentials other = task.credentials();
    if (caller.processId() == task.process().pid()) {
      return true;
    }
    boolean sameUser =
        who.fsuid() == other.euid() && who.fsuid() == other.suid() && who.fsuid() == other.uid();
    boolean sameGroup =
        who.fsgid() == other.egid() && who.fsgid() == other.sgid() && who.fsgid() == other.gid();
    boolean noLess =
        who.namespace() == other.namespace() && (other.permitted() & ~who.effective()) == 0;
    return sameUser && sameGroup && noLess || who.can(Capability.SYS_PTRACE, other.namespace());
  }

  static void require(Caller caller, Task task, Errno otherwise) throws KernelError {
    if (!allows(caller, task)) {
      throw otherwise.error();
    }
  }
}

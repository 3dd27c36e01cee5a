package cloister.kernel.proc;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Credentials;
import cloister.kernel.mm.AddressSpace;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.task.Inspection;
import cloister.kernel.task.Task;
import cloister.kernel.vfs.Caller;

/** Who may look into a process by its files, and whose they are. */
final class ProcAccess {
  private ProcAccess() {}

  static boolean allows(Caller caller, Task task) {
    return Inspection.allowsReader(caller.credentials(), caller.processId(), task);
  }

  static void require(Caller caller, Task task, Errno otherwise) throws KernelError {
    if (!allows(caller, task)) {
      throw otherwise.error();
    }
  }

  /**
   * User and group that a file of {@code /proc/PID} belongs to (proc(5)): those of the process, but
   * the superuser's where it is not dumpable or has ended.
   *
   * @param list whether it is a directory that everybody may list, which is the process's always
   */
  static int[] owner(Task task, boolean list) {
    Credentials who = task.credentials();
    AddressSpace space = task.space();
    if (list || space != null && space.exposure().isDumpable()) {
      return new int[] {who.euid(), who.egid()};
    }
    UserNamespace root = space == null ? who.namespace().outermost() : Inspection.owner(task);
    int user = root.users().toKernel(0);
    int group = root.groups().toKernel(0);
    return new int[] {Math.max(user, 0), Math.max(group, 0)};
  }
}

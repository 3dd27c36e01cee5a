package cloister.kernel.task;

import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.mm.AddressSpace;
import cloister.kernel.ns.UserNamespace;

/**
 * Who may look into a process (ptrace(2), "Ptrace access mode checking"), and when that changes.
 */
public final class Inspection {
  private Inspection() {}

  /**
   * As whoever opens a file of {@code /proc} (PTRACE_MODE_FSCREDS). A process may look into itself,
   * whatever it may otherwise.
   *
   * @param process the kernel's number of who asks
   */
  public static boolean allowsReader(Credentials who, int process, Task task) {
    return process == task.process().pid()
        || allows(who, who.fsuid(), who.fsgid(), who.effective(), task);
  }

  /** As who begins to trace it (PTRACE_MODE_REALCREDS). */
  public static boolean allowsTracer(Credentials who, Task task) {
    return allows(who, who.uid(), who.gid(), who.permitted(), task);
  }

  private static boolean allows(Credentials who, int user, int group, long rights, Task task) {
    Credentials other = task.credentials();
    boolean sameUser = user == other.euid() && user == other.suid() && user == other.uid();
    boolean sameGroup = group == other.egid() && group == other.sgid() && group == other.gid();
    if (!(sameUser && sameGroup) && !who.can(Capability.SYS_PTRACE, other.namespace())) {
      return false;
    }
    AddressSpace space = task.space();
    boolean hides = space != null && !space.exposure().isDumpable();
    if (hides && !who.can(Capability.SYS_PTRACE, owner(task))) {
      return false;
    }
    boolean noLess = who.namespace() == other.namespace() && (other.permitted() & ~rights) == 0;
    return noLess || who.can(Capability.SYS_PTRACE, other.namespace());
  }

  /** The user namespace whose superuser has what is not dumpable. */
  public static UserNamespace owner(Task task) {
    UserNamespace owner = task.space().exposure().owner();
    return owner == null ? task.credentials().namespace().outermost() : owner;
  }

  /** It acts as somebody else from now on: what it had before is not that one's to look at. */
  public static void become(Task task, Credentials fresh) {
    Credentials old = task.credentials();
    boolean same =
        old.euid() == fresh.euid()
            && old.egid() == fresh.egid()
            && old.fsuid() == fresh.fsuid()
            && old.fsgid() == fresh.fsgid();
    if (!same || !covers(old, fresh)) {
      task.space().exposure().setDumpable(false);
      task.settings().parentDeathSignal = 0;
    }
    task.setCredentials(fresh);
  }

  /** Whether the new ones allow no more; who makes a user namespace has all rights in it anyway. */
  private static boolean covers(Credentials old, Credentials fresh) {
    if (old.namespace() == fresh.namespace()) {
      return (fresh.permitted() & ~old.permitted()) == 0;
    }
    for (UserNamespace at = fresh.namespace(); !at.isInitial(); at = at.parent()) {
      if (at.parent() == old.namespace() && at.creator() == old.euid()) {
        return true;
      }
    }
    return false;
  }
}

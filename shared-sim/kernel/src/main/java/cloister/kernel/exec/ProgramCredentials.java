package cloister.kernel.exec;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.cred.Capabilities;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.cred.FileCapabilities;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.task.Process;
import cloister.kernel.task.Task;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.Mount;
import cloister.kernel.vfs.Path;
import java.util.Optional;

/**
 * As whom a program goes on: its file may give its owner's or group's identity, and capabilities
 * (execve(2), capabilities(7): "Transformation of capabilities during execve()").
 *
 * @param secure whether the program gets more than its caller had (AT_SECURE)
 */
record ProgramCredentials(Credentials who, boolean secure) {
  /**
   * @throws KernelError EPERM where a file's capabilities count from the beginning, and may not all
   *     be had
   */
  static ProgramCredentials of(Task task, Path file) throws KernelError {
    Credentials old = task.credentials();
    Capabilities had = old.capabilities();
    Inode inode = file.inode();
    boolean trusted =
        !file.mount().is(Mount.NO_SET_USER_ID) && file.mount().namespace() == task.mounts();
    boolean known =
        old.namespace().users().fromKernel(inode.user()) != -1
            && old.namespace().groups().fromKernel(inode.group()) != -1;
    boolean gives = trusted && known && !had.noNewPrivileges();
    int groupBits = Mode.SET_GROUP_ID | Mode.GROUP_EXECUTE;
    boolean setsUser = gives && (inode.mode() & Mode.SET_USER_ID) != 0;
    boolean setsGroup = gives && (inode.mode() & groupBits) == groupBits;
    int user = setsUser ? inode.user() : old.euid();
    int group = setsGroup ? inode.group() : old.egid();

    FileCapabilities rights = trusted ? rights(inode, old.namespace()) : null;
    boolean effective = rights != null && rights.effective();
    long permitted = 0;
    if (rights != null) {
      permitted = had.bounding() & rights.permitted() | had.inheritable() & rights.inheritable();
      if (effective && (rights.permitted() & ~permitted) != 0) {
        throw Errno.EPERM.error();
      }
    }
    int root = old.rootUser();
    boolean isRoot = root != -1 && user == root;
    boolean wasRoot = root != -1 && old.uid() == root;
    boolean mixed = rights != null && isRoot && !wasRoot;
    if (!had.hasSecureBit(Capabilities.NO_ROOT) && !mixed && (isRoot || wasRoot)) {
      permitted = had.bounding() | had.inheritable();
      effective |= isRoot;
    }
    boolean setsIds = user != old.uid() || group != old.gid();
    boolean gains = (permitted & ~had.permitted()) != 0;
    boolean more = setsIds || gains;
    boolean watched = more && isWatched(task);
    if (more && (had.noNewPrivileges() || watched)) {
      if (had.noNewPrivileges() || !old.can(Capability.SETUID)) {
        user = old.uid();
        group = old.gid();
      }
      permitted &= had.permitted();
    }
    long ambient = rights != null || setsIds ? 0 : had.ambient();
    permitted |= ambient;
    long used = effective ? permitted : ambient;
    boolean grows = effective || (permitted & ~ambient) != 0;
    return new ProgramCredentials(
        old.started(user, group).with(had.started(permitted, used, ambient)),
        setsIds || !wasRoot && grows);
  }

  /** Whether somebody traces it who may not look into whatever it becomes. */
  private static boolean isWatched(Task task) {
    Process tracer = task.tracing().tracer();
    return tracer != null
        && !tracer
            .leader()
            .credentials()
            .can(Capability.SYS_PTRACE, task.credentials().namespace());
  }

  /** What the file says, if it counts in a user namespace; null if it says nothing. */
  private static FileCapabilities rights(Inode file, UserNamespace in) throws KernelError {
    Optional<byte[]> value = file.attributes().get(FileCapabilities.ATTRIBUTE);
    if (value.isEmpty()) {
      return null;
    }
    FileCapabilities read = FileCapabilities.read(value.get()).orElseThrow(Errno.EINVAL::error);
    for (UserNamespace at = in; ; at = at.parent()) {
      if (at.users().fromKernel(read.root()) == 0) {
        return read;
      }
      if (at.isInitial()) {
        return null;
      }
    }
  }
}

package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.fs.NamespaceFile;
import cloister.kernel.ipc.IpcNamespace;
import cloister.kernel.ns.Namespace;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.ns.NamespaceSet;
import cloister.kernel.ns.TimeNamespace;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.task.Forks;
import cloister.kernel.task.Inspection;
import cloister.kernel.task.Namespaces;
import cloister.kernel.task.PidNamespace;
import cloister.kernel.task.Task;
import cloister.kernel.trace.NamespaceJoined;
import cloister.kernel.vfs.MountNamespace;

/** Leaving namespaces for new ones, unshare(2), and for those of others, setns(2). */
final class NamespaceCalls {
  private static final int OTHERS =
      Forks.THREAD | Forks.FS | Forks.SIGHAND | Forks.VM | Forks.FILES | Forks.SYSTEM_V_UNDO;

  private NamespaceCalls() {}

  static void addTo(Rows rows) {
    rows.full(310, "unshare", "x", NamespaceCalls::unshare)
        .partial(346, "setns", "fx", "Not by a descriptor of a process.", NamespaceCalls::join);
  }

  private static long unshare(Call call) throws KernelError {
    int flags = call.argument(0);
    Task task = call.task();
    MountCalls.require((flags & ~(NamespaceKind.allFlags() | OTHERS)) == 0, Errno.EINVAL);
    boolean newUsers = (flags & NamespaceKind.USER.flag()) != 0;
    boolean alone = task.process().tasks().stream().filter(Task::isAlive).count() == 1;
    boolean needsAlone = newUsers || (flags & (Forks.THREAD | Forks.SIGHAND | Forks.VM)) != 0;
    MountCalls.require(alone || !needsAlone, Errno.EINVAL);
    Namespaces namespaces = call.parts().namespaces();
    namespaces.requireMakeable(task, flags);
    Credentials who = namespaces.credentials(task, flags);
    int ownPlace = Forks.FS | NamespaceKind.MOUNT.flag() | NamespaceKind.USER.flag();
    if ((flags & ownPlace) != 0) {
      task.setPlace(task.place().copy(call.parts().ids().next()));
    }
    NamespaceSet set = namespaces.make(task, flags, who, task.place());
    if ((flags & Forks.FILES) != 0 && task.files().users() > 1) {
      var own = task.files().copy(call.parts().ids().next());
      task.files().leave();
      task.setFiles(own);
    }
    if ((flags & (Forks.SYSTEM_V_UNDO | NamespaceKind.IPC.flag())) != 0) {
      task.dropUndo();
    }
    Inspection.become(task, who);
    task.setNamespaces(set);
    return 0;
  }

  private static long join(Call call) throws KernelError {
    if (!(call.file(0).inode() instanceof NamespaceFile file)) {
      throw Errno.EINVAL.error();
    }
    Namespace namespace = file.namespace();
    int flag = call.argument(1);
    boolean meant = flag == 0 || flag == namespace.namespaceKind().flag();
    MountCalls.require(meant, Errno.EINVAL);
    Task task = call.task();
    if (namespace instanceof UserNamespace users) {
      joinUsers(call, users);
    } else {
      boolean may = task.credentials().can(Capability.SYS_ADMIN, namespace.owner());
      MountCalls.require(may && task.credentials().can(Capability.SYS_ADMIN), Errno.EPERM);
      if (namespace instanceof PidNamespace numbers) {
        MountCalls.require(numbers.isWithin(task.process().pids()), Errno.EINVAL);
      }
      if (namespace instanceof MountNamespace mounts) {
        joinMounts(call, mounts);
      }
      if (namespace instanceof IpcNamespace) {
        task.dropUndo();
      }
      task.setNamespaces(task.namespaces().with(namespace).use());
      if (namespace instanceof TimeNamespace times) {
        task.setTimes(times);
      }
    }
    if (call.parts().events().listening()) {
      String kind = namespace.namespaceKind().label();
      call.parts().events().accept(new NamespaceJoined(task.tid(), kind, namespace.number()));
    }
    return 0;
  }

  private static void joinUsers(Call call, UserNamespace users) throws KernelError {
    Task task = call.task();
    MountCalls.require(users != task.credentials().namespace(), Errno.EINVAL);
    boolean alone = task.process().tasks().stream().filter(Task::isAlive).count() == 1;
    MountCalls.require(alone && task.place().users() == 1, Errno.EINVAL);
    MountCalls.require(task.credentials().can(Capability.SYS_ADMIN, users), Errno.EPERM);
    Inspection.become(task, task.credentials().in(users));
  }

  private static void joinMounts(Call call, MountNamespace mounts) throws KernelError {
    Task task = call.task();
    MountCalls.require(task.credentials().can(Capability.SYS_CHROOT), Errno.EPERM);
    MountCalls.require(task.place().users() == 1, Errno.EINVAL);
    task.place().setRoot(mounts.top());
    task.place().setWorking(mounts.top());
  }
}

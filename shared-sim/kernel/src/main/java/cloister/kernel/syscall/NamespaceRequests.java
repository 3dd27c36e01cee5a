package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.ns.Namespace;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.task.PidNamespace;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.Path;

/** How namespaces hang together: requests to their files (ioctl_nsfs(2)). */
final class NamespaceRequests {
  private static final int OWNER = 0xb701;
  private static final int PARENT = 0xb702;
  private static final int KIND = 0xb703;
  private static final int OWNING_USER = 0xb704;

  private NamespaceRequests() {}

  static long control(Call call, Namespace of) throws KernelError {
    return switch (call.argument(1)) {
      case OWNER -> open(call, owner(call, of));
      case PARENT ->
          switch (of) {
            case PidNamespace numbers -> open(call, parent(call, numbers));
            case UserNamespace users -> open(call, owner(call, users));
            default -> throw Errno.EINVAL.error();
          };
      case KIND -> of.namespaceKind().flag();
      case OWNING_USER -> {
        if (!(of instanceof UserNamespace users)) {
          throw Errno.EINVAL.error();
        }
        UserNamespace own = call.task().credentials().namespace();
        call.memory().write32(call.argument(2), own.users().shown(users.creator()));
        yield 0;
      }
      default -> throw Errno.ENOTTY.error();
    };
  }

  /** EPERM where it is not the caller's own, or within that. */
  private static UserNamespace owner(Call call, Namespace of) throws KernelError {
    UserNamespace found = of instanceof UserNamespace users ? users.parent() : of.owner();
    UserNamespace own = call.task().credentials().namespace();
    UserNamespace at = found;
    while (at != null && at != own) {
      at = at.parent();
    }
    if (at == null) {
      throw Errno.EPERM.error();
    }
    return found;
  }

  private static PidNamespace parent(Call call, PidNamespace of) throws KernelError {
    PidNamespace found = of.parent();
    if (found == null || !found.isWithin(call.task().process().pids())) {
      throw Errno.EPERM.error();
    }
    return found;
  }

  private static long open(Call call, Namespace found) throws KernelError {
    Path path = call.parts().namespaces().file(found);
    FileDescription file =
        new FileDescription(call.parts().ids().next())
            .of(path, path.inode(), OpenFlags.READ_ONLY, found.label());
    return AnonymousCalls.open(call, file, true);
  }
}

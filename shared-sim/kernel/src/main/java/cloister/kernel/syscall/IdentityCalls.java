package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.ns.IdMap;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.task.Inspection;
import java.util.Arrays;

/** Who a task acts as: getuid(2), setuid(2), setreuid(2), setresuid(2), setgroups(2). */
final class IdentityCalls {
  private static final int MOST_GROUPS = 65536;

  private IdentityCalls() {}

  static void addTo(Rows rows) {
    rows.full(199, "getuid32", "", call -> user(call, own(call).uid()))
        .full(200, "getgid32", "", call -> group(call, own(call).gid()))
        .full(201, "geteuid32", "", call -> user(call, own(call).euid()))
        .full(202, "getegid32", "", call -> group(call, own(call).egid()))
        .full(24, "getuid", "", call -> user(call, own(call).uid()) & 0xffff)
        .full(47, "getgid", "", call -> group(call, own(call).gid()) & 0xffff)
        .full(49, "geteuid", "", call -> user(call, own(call).euid()) & 0xffff)
        .full(50, "getegid", "", call -> group(call, own(call).egid()) & 0xffff)
        .full(213, "setuid32", "d", IdentityCalls::setUser)
        .full(214, "setgid32", "d", IdentityCalls::setGroup)
        .full(203, "setreuid32", "dd", IdentityCalls::setUsers)
        .full(204, "setregid32", "dd", IdentityCalls::setGroupIds)
        .full(208, "setresuid32", "ddd", IdentityCalls::setAllUsers)
        .full(210, "setresgid32", "ddd", IdentityCalls::setAllGroups)
        .full(209, "getresuid32", "ppp", IdentityCalls::getAllUsers)
        .full(211, "getresgid32", "ppp", IdentityCalls::getAllGroups)
        .full(215, "setfsuid32", "d", IdentityCalls::setFileUser)
        .full(216, "setfsgid32", "d", IdentityCalls::setFileGroup)
        .full(205, "getgroups32", "dp", IdentityCalls::getGroups)
        .full(206, "setgroups32", "dp", IdentityCalls::setGroups);
  }

  private static Credentials own(Call call) {
    return call.task().credentials();
  }

  /** A user as the caller's namespace knows it. */
  private static long user(Call call, int id) {
    return own(call).namespace().users().shown(id) & 0xffff_ffffL;
  }

  private static long group(Call call, int id) {
    return own(call).namespace().groups().shown(id) & 0xffff_ffffL;
  }

  private static long set(Call call, Credentials fresh) {
    Inspection.become(call.task(), fresh);
    return 0;
  }

  private static void require(boolean allowed) throws KernelError {
    if (!allowed) {
      throw Errno.EPERM.error();
    }
  }

  private static long setUser(Call call) throws KernelError {
    Credentials own = own(call);
    int id = Ids.user(own, call.argument(0));
    if (own.can(Capability.SETUID)) {
      return set(call, own.withUsers(id, id, id));
    }
    require(id == own.uid() || id == own.suid());
    return set(call, own.withUsers(own.uid(), id, own.suid()));
  }

  private static long setGroup(Call call) throws KernelError {
    Credentials own = own(call);
    int id = Ids.group(own, call.argument(0));
    if (own.can(Capability.SETGID)) {
      return set(call, own.withGroupIds(id, id, id));
    }
    require(id == own.gid() || id == own.sgid());
    return set(call, own.withGroupIds(own.gid(), id, own.sgid()));
  }

  private static boolean among(int id, int... allowed) {
    boolean found = id == -1;
    for (int one : allowed) {
      found |= one == id;
    }
    return found;
  }

  private static int or(int id, int before) {
    return id == -1 ? before : id;
  }

  private static long setUsers(Call call) throws KernelError {
    Credentials own = own(call);
    int real = Ids.user(own, call.argument(0));
    int effective = Ids.user(own, call.argument(1));
    require(
        among(real, own.uid(), own.euid()) && among(effective, own.uid(), own.euid(), own.suid())
            || own.can(Capability.SETUID));
    int newEffective = or(effective, own.euid());
    boolean saves = real != -1 || effective != -1 && effective != own.uid();
    return set(
        call, own.withUsers(or(real, own.uid()), newEffective, saves ? newEffective : own.suid()));
  }

  private static long setGroupIds(Call call) throws KernelError {
    Credentials own = own(call);
    int real = Ids.group(own, call.argument(0));
    int effective = Ids.group(own, call.argument(1));
    require(
        among(real, own.gid(), own.egid()) && among(effective, own.gid(), own.egid(), own.sgid())
            || own.can(Capability.SETGID));
    int newEffective = or(effective, own.egid());
    boolean saves = real != -1 || effective != -1 && effective != own.gid();
    return set(
        call,
        own.withGroupIds(or(real, own.gid()), newEffective, saves ? newEffective : own.sgid()));
  }

  private static long setAllUsers(Call call) throws KernelError {
    Credentials own = own(call);
    int[] ids = {
      Ids.user(own, call.argument(0)),
      Ids.user(own, call.argument(1)),
      Ids.user(own, call.argument(2))
    };
    boolean known = true;
    for (int id : ids) {
      known &= among(id, own.uid(), own.euid(), own.suid());
    }
    require(known || own.can(Capability.SETUID));
    return set(
        call, own.withUsers(or(ids[0], own.uid()), or(ids[1], own.euid()), or(ids[2], own.suid())));
  }

  private static long setAllGroups(Call call) throws KernelError {
    Credentials own = own(call);
    int[] ids = {
      Ids.group(own, call.argument(0)),
      Ids.group(own, call.argument(1)),
      Ids.group(own, call.argument(2))
    };
    boolean known = true;
    for (int id : ids) {
      known &= among(id, own.gid(), own.egid(), own.sgid());
    }
    require(known || own.can(Capability.SETGID));
    return set(
        call,
        own.withGroupIds(or(ids[0], own.gid()), or(ids[1], own.egid()), or(ids[2], own.sgid())));
  }

  /** Answers what it was before, whether it has changed or not (setfsuid(2)). */
  private static long setFileUser(Call call) {
    Credentials own = own(call);
    int before = own.namespace().users().shown(own.fsuid());
    int id = own.namespace().users().toKernel(call.argument(0));
    boolean known = id == own.fsuid() || among(id, own.uid(), own.euid(), own.suid());
    if (id != -1 && (known || own.can(Capability.SETUID))) {
      set(call, own.withFileUser(id));
    }
    return before & 0xffff_ffffL;
  }

  private static long setFileGroup(Call call) {
    Credentials own = own(call);
    int before = own.namespace().groups().shown(own.fsgid());
    int id = own.namespace().groups().toKernel(call.argument(0));
    boolean known = id == own.fsgid() || among(id, own.gid(), own.egid(), own.sgid());
    if (id != -1 && (known || own.can(Capability.SETGID))) {
      set(call, own.withFileGroup(id));
    }
    return before & 0xffff_ffffL;
  }

  private static long getAllUsers(Call call) throws KernelError {
    Credentials own = own(call);
    return writeThree(call, own.namespace().users(), own.uid(), own.euid(), own.suid());
  }

  private static long getAllGroups(Call call) throws KernelError {
    Credentials own = own(call);
    return writeThree(call, own.namespace().groups(), own.gid(), own.egid(), own.sgid());
  }

  private static long writeThree(Call call, IdMap map, int... values) throws KernelError {
    for (int i = 0; i < values.length; i++) {
      call.memory().write32(call.argument(i), map.shown(values[i]));
    }
    return 0;
  }

  private static long getGroups(Call call) throws KernelError {
    int[] groups = own(call).groups();
    int room = call.argument(0);
    if (room < 0 || room > 0 && room < groups.length) {
      throw Errno.EINVAL.error();
    }
    for (int i = 0; room > 0 && i < groups.length; i++) {
      call.memory().write32(call.argument(1) + 4 * i, (int) group(call, groups[i]));
    }
    return groups.length;
  }

  /** As Linux keeps them: by the kernel's numbers, which have no sign. */
  private static int[] sorted(int[] groups) {
    int[] sorted = new int[groups.length];
    for (int i = 0; i < groups.length; i++) {
      sorted[i] = groups[i] ^ Integer.MIN_VALUE;
    }
    Arrays.sort(sorted);
    for (int i = 0; i < groups.length; i++) {
      sorted[i] ^= Integer.MIN_VALUE;
    }
    return sorted;
  }

  private static long setGroups(Call call) throws KernelError {
    UserNamespace namespace = own(call).namespace();
    boolean mapped = !namespace.groups().isEmpty();
    require(mapped && namespace.setsGroups() && own(call).can(Capability.SETGID));
    int count = call.argument(0);
    if (count < 0 || count > MOST_GROUPS) {
      throw Errno.EINVAL.error();
    }
    int[] groups = new int[count];
    for (int i = 0; i < count; i++) {
      groups[i] = Ids.group(own(call), call.memory().read32(call.argument(1) + 4 * i));
    }
    return set(call, own(call).withGroups(sorted(groups)));
  }
}

package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.seccomp.Action;
import cloister.kernel.seccomp.Filter;
import cloister.kernel.seccomp.FilterProgram;
import cloister.kernel.seccomp.Seccomp;
import cloister.kernel.task.Task;
import cloister.kernel.trace.FilterSet;

/** Filters of system calls: seccomp(2), and its part of prctl(2). */
final class SeccompCalls {
  static final int GET = 21;
  static final int SET = 22;

  private static final int SET_STRICT = 0;
  private static final int SET_FILTER = 1;
  private static final int ACTION_AVAILABLE = 2;

  /** All threads of the process get it. */
  private static final int SYNCHRONIZE = 1;

  private static final int LOG = 2;

  /** About side channels of a processor that this one does not have. */
  private static final int ALLOW_SPECULATION = 4;

  /** Where they cannot, the call fails instead of naming the thread. */
  private static final int SYNCHRONIZE_OR_ESRCH = 16;

  private static final int FLAGS = SYNCHRONIZE | LOG | ALLOW_SPECULATION | SYNCHRONIZE_OR_ESRCH;

  private SeccompCalls() {}

  static void addTo(Rows rows) {
    rows.partial(
        354,
        "seccomp",
        "dxp",
        "No notifications to another process (SECCOMP_RET_USER_NOTIF). Strict mode allows RDTSC.",
        SeccompCalls::seccomp);
  }

  private static long seccomp(Call call) throws KernelError {
    int flags = call.argument(1);
    int address = call.argument(2);
    return switch (call.argument(0)) {
      case SET_STRICT -> {
        require(flags == 0 && address == 0, Errno.EINVAL);
        yield strict(call);
      }
      case SET_FILTER -> filter(call, flags, address);
      case ACTION_AVAILABLE -> {
        require(flags == 0, Errno.EINVAL);
        require(Action.isKnown(call.memory().read32(address)), Errno.EOPNOTSUPP);
        yield 0;
      }
      default -> throw Errno.EINVAL.error();
    };
  }

  static long mode(Call call) {
    return call.task().seccomp().mode();
  }

  /** prctl(PR_SET_SECCOMP). */
  static long setMode(Call call) throws KernelError {
    return switch (call.argument(1)) {
      case Seccomp.STRICT -> strict(call);
      case Seccomp.FILTERED -> filter(call, 0, call.argument(2));
      default -> throw Errno.EINVAL.error();
    };
  }

  private static void require(boolean holds, Errno otherwise) throws KernelError {
    if (!holds) {
      throw otherwise.error();
    }
  }

  private static long strict(Call call) throws KernelError {
    call.task().seccomp().require(Seccomp.STRICT);
    call.task().seccomp().becomeStrict();
    tell(call, 0);
    return 0;
  }

  private static long filter(Call call, int flags, int address) throws KernelError {
    require((flags & ~FLAGS) == 0, Errno.EINVAL);
    Task task = call.task();
    int count = call.memory().read32(address) & 0xffff;
    int at = call.memory().read32(address + 4);
    require(count != 0 && count <= FilterProgram.MOST_INSTRUCTIONS, Errno.EINVAL);
    Credentials who = task.credentials();
    require(who.capabilities().noNewPrivileges() || who.can(Capability.SYS_ADMIN), Errno.EACCES);
    FilterProgram program = FilterProgram.of(read(call, at, count));
    task.seccomp().require(Seccomp.FILTERED);
    Filter chain = task.seccomp().filter();
    require(Filter.fits(program, chain), Errno.ENOMEM);
    boolean all = (flags & SYNCHRONIZE) != 0;
    for (Task other : task.process().tasks()) {
      if (all && other.isAlive() && other != task && !other.seccomp().mayTake(chain)) {
        require((flags & SYNCHRONIZE_OR_ESRCH) == 0, Errno.ESRCH);
        return other.number();
      }
    }
    Filter fresh = new Filter(call.parts().ids().next()).of(program, chain, (flags & LOG) != 0);
    take(task, fresh, all);
    tell(call, program.length());
    return 0;
  }

  private static int[] read(Call call, int address, int count) throws KernelError {
    require(address != 0, Errno.EINVAL);
    int[] words = new int[2 * count];
    for (int i = 0; i < words.length; i++) {
      words[i] = call.memory().read32(address + 4 * i);
    }
    call.copied(4L * words.length);
    return words;
  }

  /** Who gets another's filter gains as little from programs as that one. */
  private static void take(Task task, Filter fresh, boolean all) {
    task.seccomp().take(fresh);
    boolean noNew = task.credentials().capabilities().noNewPrivileges();
    for (Task other : task.process().tasks()) {
      if (all && other.isAlive() && other != task) {
        other.seccomp().take(fresh);
        if (noNew) {
          Credentials own = other.credentials();
          other.setCredentials(own.with(own.capabilities().withoutNewPrivileges()));
        }
      }
    }
  }

  private static void tell(Call call, int instructions) {
    if (call.parts().events().listening()) {
      int filters = call.task().seccomp().filters();
      call.parts().events().accept(new FilterSet(call.task().tid(), instructions, filters));
    }
  }
}

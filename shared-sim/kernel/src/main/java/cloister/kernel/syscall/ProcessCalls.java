package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Signal;
import cloister.kernel.exec.Arguments;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.task.Forks;
import cloister.kernel.task.Process;
import cloister.kernel.task.ProcessSettings;
import cloister.kernel.task.Restart;
import cloister.kernel.task.Task;

/** Tasks: fork(2), clone(2), execve(2), _exit(2), setsid(2), setpgid(2), futex(2), prctl(2). */
final class ProcessCalls {
  private static final int SET_DEATH_SIGNAL = 1;
  private static final int GET_DEATH_SIGNAL = 2;
  private static final int SET_NAME = 15;
  private static final int GET_NAME = 16;
  private static final int GET_DUMPABLE = 3;
  private static final int SET_DUMPABLE = 4;
  private static final int SET_TIMER_SLACK = 29;
  private static final int GET_TIMER_SLACK = 30;
  private static final int NAME_BYTES = 16;
  private static final int FUTEX_WAIT = 0;
  private static final int FUTEX_WAKE = 1;
  private static final int FUTEX_WAIT_BITSET = 9;
  private static final int FUTEX_WAKE_BITSET = 10;

  private ProcessCalls() {}

  static void addTo(Rows rows) {
    String missing = "CLONE_PIDFD is missing.";
    String futexes = "Only waiting and waking in one address space.";
    rows.full(1, "exit", "d", ProcessCalls::exit)
        .full(2, "fork", "", call -> fork(call, Signal.SIGCHLD, 0))
        .full(11, "execve", "svp", ProcessCalls::execute)
        .full(20, "getpid", "", call -> number(call, process(call).pid()))
        .full(57, "setpgid", "dd", ProcessCalls::setGroup)
        .full(64, "getppid", "", call -> process(call).parentNumber())
        .full(65, "getpgrp", "", call -> number(call, process(call).group()))
        .full(66, "setsid", "", ProcessCalls::setSession)
        .partial(
            120,
            "clone",
            "xpppp",
            missing,
            call -> {
              return fork(call, call.argument(0), call.argument(1));
            })
        .full(132, "getpgid", "d", call -> number(call, named(call).group()))
        .full(147, "getsid", "d", call -> number(call, named(call).session()))
        .partial(
            172,
            "prctl",
            "dxxxx",
            "The task's name, capabilities, filters, slack of timers, whether it is dumpable, and"
                + " the signal of the parent's end.",
            ProcessCalls::control)
        .full(
            190,
            "vfork",
            "",
            call -> {
              return fork(call, Forks.VM | Forks.VFORK | Signal.SIGCHLD, 0);
            })
        .full(224, "gettid", "", call -> call.task().number())
        .partial(240, "futex", "pxdp", futexes, call -> futex(call, 4))
        .partial(422, "futex_time64", "pxdp", futexes, call -> futex(call, 8))
        .full(243, "set_thread_area", "p", ProcessCalls::setThreadArea)
        .full(
            244,
            "get_thread_area",
            "p",
            call -> {
              call.task().segments().get(call.memory(), call.argument(0));
              return 0;
            })
        .full(252, "exit_group", "d", ProcessCalls::exitGroup)
        .full(258, "set_tid_address", "p", ProcessCalls::setClearAddress)
        .partial(311, "set_robust_list", "pd", "The list is not walked.", call -> 0);
  }

  /** As the caller knows it. */
  private static int number(Call call, int kernelNumber) {
    return call.caller().number(kernelNumber);
  }

  private static Process process(Call call) {
    return call.task().process();
  }

  /** The process of the first argument; 0 is the caller's. */
  private static Process named(Call call) throws KernelError {
    int pid = call.argument(0);
    return pid == 0 ? process(call) : call.process(pid);
  }

  private static long fork(Call call, int flags, int stack) throws KernelError {
    if (call.pending().progress != 0) {
      return awaitChild(call);
    }
    int[] told = {call.argument(2), call.argument(3), call.argument(4)};
    return fork(call, flags, stack, told, false);
  }

  /**
   * A child.
   *
   * @param told where the parent is told its number, its segment, and where itself is told
   * @param clears whether it begins without the parent's handlers of signals
   */
  static long fork(Call call, int flags, int stack, int[] told, boolean clears) throws KernelError {
    Task parent = call.task();
    var forks = call.parts().forks();
    Task child = forks.fork(parent, flags, stack, told[0], told[1], told[2], call.memory());
    if (clears) {
      child.handlers().execute();
    }
    call.parts().endings().tracers().forked(parent, child, flags);
    if ((flags & Forks.VFORK) != 0) {
      child.setVforkParent(parent);
      call.pending().progress = child.tid();
      return awaitChild(call);
    }
    return number(call, child.tid());
  }

  /** Only a signal that ends it wakes a task whose child has its memory (vfork(2)). */
  static long awaitChild(Call call) {
    Task parent = call.task();
    int child = call.pending().progress;
    boolean holds =
        call.parts().tasks().task(child).map(task -> task.vforkParent() == parent).orElse(false);
    long signals = parent.pending().set() | parent.process().pending().set();
    if (!holds || (signals & Signal.bit(Signal.SIGKILL)) != 0) {
      call.parts().endings().tracers().vforkDone(parent, child);
      return number(call, child);
    }
    call.parts().scheduler().sleep(call.pending().deadline);
    call.pending().waits();
    return Call.BLOCKED;
  }

  private static long execute(Call call) throws KernelError {
    String path = call.path(0);
    Arguments arguments = Arguments.read(call.memory(), call.argument(1), call.argument(2));
    int number = call.task().tid();
    call.parts()
        .executor()
        .execute(call.task(), call.caller(), call.task().place().working(), path, arguments);
    call.parts().endings().tracers().executed(call.task(), number);
    return Call.REGISTERS_SET;
  }

  private static long exit(Call call) {
    int status = (call.argument(0) & 0xff) << 8;
    if (standsBefore(call, status)) {
      return Call.BLOCKED;
    }
    call.parts().endings().endTask(call.task(), status);
    return Call.REGISTERS_SET;
  }

  private static long exitGroup(Call call) {
    int status = (call.argument(0) & 0xff) << 8;
    if (standsBefore(call, status)) {
      return Call.BLOCKED;
    }
    call.parts().endings().endProcess(process(call), status);
    return Call.REGISTERS_SET;
  }

  /** Whether it stands for its tracer, and makes the call again when it goes on. */
  private static boolean standsBefore(Call call, int status) {
    boolean stands = call.parts().endings().tracers().standAtEnd(call.task(), status, null);
    if (stands) {
      call.pending().waits();
    }
    return stands;
  }

  private static long setGroup(Call call) throws KernelError {
    Process own = process(call);
    if (call.argument(1) < 0) {
      throw Errno.EINVAL.error();
    }
    Process target = call.argument(0) == 0 ? own : call.process(call.argument(0));
    int pid = target.pid();
    int group = call.argument(1) == 0 ? pid : call.caller().kernelNumber(call.argument(1));
    boolean child = target.parent() == own;
    if (target != own && !child) {
      throw Errno.ESRCH.error();
    }
    if (target.session() == target.pid() || target.session() != own.session()) {
      throw Errno.EPERM.error();
    }
    if (child && target.hasExecuted()) {
      throw Errno.EACCES.error();
    }
    if (group != pid && !call.parts().tasks().hasGroup(group, own.session())) {
      throw Errno.EPERM.error();
    }
    target.setGroup(group);
    return 0;
  }

  private static long setSession(Call call) throws KernelError {
    Process own = process(call);
    boolean leadsGroup =
        call.parts().tasks().processes().stream().anyMatch(one -> one.group() == own.pid());
    if (leadsGroup) {
      throw Errno.EPERM.error();
    }
    own.leadSession();
    return number(call, own.pid());
  }

  private static long control(Call call) throws KernelError {
    switch (call.argument(0)) {
      case SET_NAME -> {
        StringBuilder name = new StringBuilder();
        int value = call.memory().read8(call.argument(1));
        while (value != 0 && name.length() < NAME_BYTES - 1) {
          name.append((char) value);
          value = call.memory().read8(call.argument(1) + name.length());
        }
        call.task().setName(name.toString());
      }
      case GET_NAME -> {
        byte[] bytes = new byte[NAME_BYTES];
        String name = call.task().name();
        for (int i = 0; i < name.length(); i++) {
          bytes[i] = (byte) name.charAt(i);
        }
        call.memory().write(call.argument(1), bytes, 0, NAME_BYTES);
      }
      case SET_DEATH_SIGNAL -> {
        int signal = call.argument(1);
        if (signal != 0 && !Signal.isValid(signal)) {
          throw Errno.EINVAL.error();
        }
        call.task().settings().parentDeathSignal = signal;
      }
      case GET_DEATH_SIGNAL ->
          call.memory().write32(call.argument(1), call.task().settings().parentDeathSignal);
      case SET_TIMER_SLACK -> {
        ProcessSettings settings = call.task().process().settings();
        long slack = call.argument(1);
        settings.timerSlack = slack <= 0 ? settings.usualTimerSlack : slack;
      }
      case GET_TIMER_SLACK -> {
        return call.task().process().settings().timerSlack;
      }
      case GET_DUMPABLE -> {
        return call.task().space().exposure().isDumpable() ? 1 : 0;
      }
      case SET_DUMPABLE -> {
        int value = call.argument(1);
        if (value != 0 && value != 1) {
          throw Errno.EINVAL.error();
        }
        call.task().space().exposure().setDumpable(value == 1);
      }
      case SeccompCalls.GET -> {
        return SeccompCalls.mode(call);
      }
      case SeccompCalls.SET -> {
        return SeccompCalls.setMode(call);
      }
      default -> {
        return CapabilityCalls.control(call);
      }
    }
    return 0;
  }

  private static long setThreadArea(Call call) throws KernelError {
    call.task().segments().set(call.memory(), call.argument(0));
    return 0;
  }

  private static long setClearAddress(Call call) {
    call.task().setClearAtEnd(call.argument(0));
    return call.task().number();
  }

  private static long futex(Call call, int wordBytes) throws KernelError {
    UserMemory memory = call.memory();
    int address = call.argument(0);
    int operation = call.argument(1) & 0x7f;
    switch (operation) {
      case FUTEX_WAKE, FUTEX_WAKE_BITSET -> {
        return call.parts().futexes().wake(call.task().space(), address, call.argument(2));
      }
      case FUTEX_WAIT, FUTEX_WAIT_BITSET -> {}
      default -> throw Errno.ENOSYS.error();
    }
    boolean waited = call.pending().progress != 0;
    if (waited && !call.parts().futexes().isWaiting(call.task())) {
      return 0;
    }
    if (waited) {
      call.parts().futexes().remove(call.task());
      if (call.isTimeUp()) {
        throw Errno.ETIMEDOUT.error();
      }
      if (call.task().hasSignal()) {
        return Restart.SYSTEM_CALL;
      }
    }
    if (memory.read32(address) != call.argument(2)) {
      throw Errno.EAGAIN.error();
    }
    if (call.argument(3) != 0) {
      long nanos = TimeCalls.nanos(call, call.argument(3), wordBytes);
      boolean absolute = operation == FUTEX_WAIT_BITSET;
      call.endAfter(absolute ? nanos - TimeCalls.monotonic(call) : nanos);
    }
    call.pending().progress = 1;
    call.parts().futexes().add(call.task(), address);
    return call.await(Restart.SYSTEM_CALL);
  }
}

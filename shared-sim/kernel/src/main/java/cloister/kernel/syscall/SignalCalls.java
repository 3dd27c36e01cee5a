package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Signal;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.signal.SignalAction;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.task.AlternateStack;
import cloister.kernel.task.Limits;
import cloister.kernel.task.Process;
import cloister.kernel.task.Registers;
import cloister.kernel.task.Restart;
import cloister.kernel.task.Task;
import java.util.List;
import java.util.Optional;

/** Signals: kill(2), sigaction(2), sigprocmask(2), sigsuspend(2), sigreturn(2). */
final class SignalCalls {
  private static final int SET_BYTES = 8;
  private static final int BLOCK = 0;
  private static final int UNBLOCK = 1;
  private static final int SET_MASK = 2;
  private static final int STACK_DISABLED = 2;
  private static final int SMALLEST_STACK = 2048;

  private SignalCalls() {}

  static void addTo(Rows rows) {
    rows.full(29, "pause", "", call -> call.await(Restart.NO_HANDLER))
        .full(37, "kill", "dd", SignalCalls::kill)
        .full(119, "sigreturn", "", call -> leave(call, false))
        .full(173, "rt_sigreturn", "", call -> leave(call, true))
        .full(174, "rt_sigaction", "dppd", SignalCalls::action)
        .full(175, "rt_sigprocmask", "dppd", SignalCalls::mask)
        .full(176, "rt_sigpending", "pd", SignalCalls::pending)
        .full(177, "rt_sigtimedwait", "pppd", call -> timedWait(call, 4))
        .full(421, "rt_sigtimedwait_time64", "pppd", call -> timedWait(call, 8))
        .full(178, "rt_sigqueueinfo", "ddp", SignalCalls::queue)
        .full(179, "rt_sigsuspend", "pd", SignalCalls::suspend)
        .full(186, "sigaltstack", "pp", SignalCalls::alternateStack)
        .full(238, "tkill", "dd", call -> killTask(call, -1, call.argument(0), call.argument(1)))
        .full(
            270,
            "tgkill",
            "ddd",
            call -> {
              return killTask(call, call.argument(0), call.argument(1), call.argument(2));
            });
  }

  private static SignalInfo fromUser(Call call, Process to, int signal, int code) {
    int sender = call.task().process().numberFor(to);
    return new SignalInfo(signal, code, sender, call.task().credentials().uid(), 0);
  }

  /** Whether the caller is not in the namespace of numbers of a process. */
  private static boolean isAbove(Call call, Process to) {
    return call.task().process().numberFor(to) == 0;
  }

  private static boolean mayKill(Call call, Process target, int signal) {
    Credentials own = call.task().credentials();
    Credentials other = target.leader().credentials();
    boolean same =
        own.euid() == other.suid()
            || own.euid() == other.uid()
            || own.uid() == other.suid()
            || own.uid() == other.uid();
    boolean goesOn =
        signal == Signal.SIGCONT && target.session() == call.task().process().session();
    return same || goesOn || own.can(Capability.KILL, other.namespace());
  }

  private static long kill(Call call) throws KernelError {
    int pid = call.argument(0);
    int signal = call.argument(1);
    if (signal < 0 || signal > Signal.COUNT) {
      throw Errno.EINVAL.error();
    }
    if (pid > 0) {
      Process target = call.process(pid);
      if (!mayKill(call, target, signal)) {
        throw Errno.EPERM.error();
      }
      send(call, target, signal);
      return 0;
    }
    return killMany(call, pid, signal);
  }

  private static void send(Call call, Process target, int signal) {
    if (signal != 0) {
      SignalInfo info = fromUser(call, target, signal, SignalInfo.FROM_USER);
      call.parts().signals().send(target, info, isAbove(call, target));
    }
  }

  private static long killMany(Call call, int pid, int signal) throws KernelError {
    Process own = call.task().process();
    int group = pid == 0 ? own.group() : call.caller().kernelNumber(-pid);
    boolean any = false;
    boolean sent = false;
    for (Process target : List.copyOf(call.parts().tasks().processes())) {
      int number = target.numberFor(own);
      boolean other = number > 1 && target != own;
      boolean meant = pid == -1 ? other : number != 0 && target.group() == group;
      if (meant) {
        any = true;
        if (mayKill(call, target, signal)) {
          sent = true;
          send(call, target, signal);
        }
      }
    }
    if (!sent) {
      throw any ? Errno.EPERM.error() : Errno.ESRCH.error();
    }
    return 0;
  }

  private static long killTask(Call call, int pid, int tid, int signal) throws KernelError {
    if (tid <= 0 || signal < 0 || signal > Signal.COUNT) {
      throw Errno.EINVAL.error();
    }
    Task target = call.task(tid);
    if (pid != -1 && target.process() != call.process(pid)) {
      throw Errno.ESRCH.error();
    }
    if (!mayKill(call, target.process(), signal)) {
      throw Errno.EPERM.error();
    }
    if (signal != 0) {
      SignalInfo info = fromUser(call, target.process(), signal, SignalInfo.FROM_TGKILL);
      call.parts().signals().send(target, info, isAbove(call, target.process()));
    }
    return 0;
  }

  private static long queue(Call call) throws KernelError {
    int signal = call.argument(1);
    Process target = call.process(call.argument(0));
    int code = call.memory().read32(call.argument(2) + 8);
    boolean forged = code >= 0 || code == SignalInfo.FROM_TGKILL;
    if (forged && target != call.task().process() || !mayKill(call, target, signal)) {
      throw Errno.EPERM.error();
    }
    if (signal < 0 || signal > Signal.COUNT) {
      throw Errno.EINVAL.error();
    }
    long most = target.limits().soft(Limits.PENDING_SIGNALS);
    boolean queues = signal >= Signal.FIRST_REAL_TIME;
    int user = target.leader().credentials().uid();
    if (queues && Long.compareUnsigned(call.parts().tasks().signalsOf(user), most) >= 0) {
      throw Errno.EAGAIN.error();
    }
    if (signal != 0) {
      int at = call.argument(2);
      SignalInfo info =
          new SignalInfo(
              signal,
              code,
              call.memory().read32(at + 12),
              call.memory().read32(at + 16),
              call.memory().read32(at + 20));
      call.parts().signals().send(target, info, isAbove(call, target));
    }
    return 0;
  }

  private static long leave(Call call, boolean withInfo) {
    call.parts().delivery().leave(call.task(), withInfo);
    return Call.REGISTERS_SET;
  }

  private static void requireSetSize(int bytes) throws KernelError {
    if (bytes != SET_BYTES) {
      throw Errno.EINVAL.error();
    }
  }

  private static long action(Call call) throws KernelError {
    requireSetSize(call.argument(3));
    int signal = call.argument(0);
    int fresh = call.argument(1);
    boolean fixed = signal == Signal.SIGKILL || signal == Signal.SIGSTOP;
    if (!Signal.isValid(signal) || fixed && fresh != 0) {
      throw Errno.EINVAL.error();
    }
    UserMemory memory = call.memory();
    SignalAction before = call.task().handlers().of(signal);
    SignalAction after = before;
    if (fresh != 0) {
      after =
          new SignalAction(
              memory.read32(fresh),
              memory.read32(fresh + 4) & ~SignalAction.FIXED,
              memory.read32(fresh + 8),
              memory.read64(fresh + 12));
    }
    if (before.is(SignalAction.FIXED)) {
      throw Errno.EINVAL.error();
    }
    if (call.argument(2) != 0) {
      int at = call.argument(2);
      memory.write32(at, before.handler());
      memory.write32(at + 4, before.flags());
      memory.write32(at + 8, before.restorer());
      memory.write64(at + 12, before.mask());
    }
    call.task().handlers().set(signal, after);
    if (call.task().handlers().ignores(signal)) {
      call.task().pending().drop(Signal.bit(signal));
      call.task().process().pending().drop(Signal.bit(signal));
    }
    return 0;
  }

  private static long mask(Call call) throws KernelError {
    requireSetSize(call.argument(3));
    long before = call.task().blocked();
    if (call.argument(1) != 0) {
      long set = call.memory().read64(call.argument(1));
      call.task()
          .setBlocked(
              switch (call.argument(0)) {
                case BLOCK -> before | set;
                case UNBLOCK -> before & ~set;
                case SET_MASK -> set;
                default -> throw Errno.EINVAL.error();
              });
    }
    if (call.argument(2) != 0) {
      call.memory().write64(call.argument(2), before);
    }
    return 0;
  }

  private static long pending(Call call) throws KernelError {
    Task task = call.task();
    long set = (task.pending().set() | task.process().pending().set()) & task.blocked();
    call.memory().write64(call.argument(0), set);
    return 0;
  }

  private static long suspend(Call call) throws KernelError {
    requireSetSize(call.argument(1));
    if (call.pending().note == 0) {
      call.pending().note = 1;
      call.task().blockForAWhile(call.memory().read64(call.argument(0)));
    }
    return call.await(Restart.NO_HANDLER);
  }

  /** The signals wait although they are blocked; while it waits they are let through. */
  private static long timedWait(Call call, int wordBytes) throws KernelError {
    requireSetSize(call.argument(3));
    Task task = call.task();
    long set = call.memory().read64(call.argument(0));
    Optional<SignalInfo> info = task.takeSignal(set);
    if (info.isPresent()) {
      task.restoreMask();
      if (call.argument(1) != 0) {
        call.parts().delivery().writeInfo(info.get(), call.argument(1));
      }
      return info.get().signal();
    }
    if (call.argument(2) != 0) {
      call.endAfter(TimeCalls.nanos(call, call.argument(2), wordBytes));
    }
    if (call.isTimeUp()) {
      task.restoreMask();
      throw Errno.EAGAIN.error();
    }
    if (call.pending().note == 0) {
      call.pending().note = 1;
      task.blockForAWhile(task.blocked() & ~set);
    }
    return call.await(-Errno.EINTR.number());
  }

  private static long alternateStack(Call call) throws KernelError {
    UserMemory memory = call.memory();
    Task task = call.task();
    int stackPointer = call.registers().get(Registers.Word.ESP);
    AlternateStack before = task.alternateStack();
    boolean on = before.has(stackPointer);
    if (call.argument(0) != 0) {
      int address = memory.read32(call.argument(0));
      int flags = memory.read32(call.argument(0) + 4);
      int bytes = memory.read32(call.argument(0) + 8);
      if (on) {
        throw Errno.EPERM.error();
      }
      if ((flags & ~0x80000003) != 0) {
        throw Errno.EINVAL.error();
      }
      if ((flags & STACK_DISABLED) != 0) {
        task.setAlternateStack(AlternateStack.NONE);
      } else if (Integer.compareUnsigned(bytes, SMALLEST_STACK) < 0) {
        throw Errno.ENOMEM.error();
      } else {
        task.setAlternateStack(new AlternateStack(address, bytes));
      }
    }
    if (call.argument(1) != 0) {
      memory.write32(call.argument(1), before.address());
      memory.write32(call.argument(1) + 4, before.isNone() ? STACK_DISABLED : on ? 1 : 0);
      memory.write32(call.argument(1) + 8, before.bytes());
    }
    return 0;
  }
}

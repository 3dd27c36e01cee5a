package cloister.kernel.syscall;

import cloister.event.EventSink;
import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Signal;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.task.Process;
import cloister.kernel.task.Restart;
import cloister.kernel.task.Task;
import cloister.kernel.task.TaskState;
import cloister.kernel.trace.WrittenUnchecked;
import java.util.Optional;

/** What became of children: wait4(2), waitpid(2), waitid(2). */
final class WaitCalls {
  private static final int NO_HANG = 1;
  private static final int STOPPED = 2;
  private static final int EXITED = 4;
  private static final int CONTINUED = 8;
  private static final int KEEP = 0x01000000;

  private static final int ALL = 0;
  private static final int BY_PID = 1;
  private static final int BY_GROUP = 2;

  private WaitCalls() {}

  static void addTo(Rows rows) {
    rows.full(7, "waitpid", "dpx", call -> waitFour(call, 0))
        .full(114, "wait4", "dpxp", call -> waitFour(call, call.argument(3)))
        .full(284, "waitid", "ddpxp", WaitCalls::waitId);
  }

  /** What a call asks for. */
  private record Wanted(int kind, int number, int options) {
    boolean is(Process child) {
      return is(child.leader());
    }

    boolean is(Task task) {
      return switch (kind) {
        case ALL -> true;
        case BY_PID -> task.tid() == number;
        default -> task.process().group() == number;
      };
    }

    boolean has(int option) {
      return (options & option) != 0;
    }
  }

  /** A change of a child, by its code in siginfo_t and the status of wait(2). */
  private record Change(Task task, int code, int status) {
    Process child() {
      return task.process();
    }
  }

  private static long waitFour(Call call, int usage) throws KernelError {
    int options = call.argument(2);
    if ((options & ~(NO_HANG | STOPPED | CONTINUED | 0xE0000000)) != 0) {
      throw Errno.EINVAL.error();
    }
    int pid = call.argument(0);
    int kind = pid == -1 ? ALL : pid > 0 ? BY_PID : BY_GROUP;
    int named = call.caller().kernelNumber(Math.abs(pid));
    int number = pid == 0 ? call.task().process().group() : named;
    Wanted wanted = new Wanted(kind, number, options | EXITED);
    Optional<Change> change = look(call, wanted);
    if (change.isEmpty()) {
      return wanted.has(NO_HANG) ? 0 : await(call);
    }
    Process child = change.get().child();
    if (call.argument(1) != 0) {
      call.memory().write32(call.argument(1), change.get().status);
    }
    if (usage != 0) {
      LimitCalls.writeUsage(call, usage, child.times());
    }
    told(call, change.get());
    return call.task().process().pids().fromKernel(change.get().task.tid());
  }

  private static long await(Call call) {
    call.task().process().childrenChanged().add(call.task());
    return call.await(Restart.SYSTEM_CALL);
  }

  /** ECHILD where there is no such child at all. */
  private static Optional<Change> look(Call call, Wanted wanted) throws KernelError {
    boolean any = false;
    Process own = call.task().process();
    for (Task task : call.parts().endings().tracers().traced(own)) {
      boolean told = task.isAlive() || task == task.process().leader();
      if (told && wanted.is(task)) {
        any = true;
        Optional<Change> change = changeOfTraced(task, wanted);
        if (change.isPresent()) {
          return change;
        }
      }
    }
    for (Process child : own.children()) {
      Process tracer = child.leader().tracing().tracer();
      if (wanted.is(child)) {
        any = true;
        if (tracer != null && tracer != own) {
          continue;
        }
        Optional<Change> change = changeOf(child, wanted);
        if (change.isPresent()) {
          return change;
        }
      }
    }
    if (!any) {
      throw Errno.ECHILD.error();
    }
    return Optional.empty();
  }

  /** Whoever traces a task is told whenever it stands, and of its end before the parent is. */
  private static Optional<Change> changeOfTraced(Task task, Wanted wanted) {
    if (task.state() == TaskState.TRACED && task.tracing().untold() != 0) {
      int status = task.tracing().untold() << 8 | 0x7f;
      return Optional.of(new Change(task, SignalInfo.CHILD_TRAPPED, status));
    }
    boolean ended = task.process().isZombie() && task == task.process().leader();
    return ended ? changeOf(task.process(), wanted) : Optional.empty();
  }

  private static Optional<Change> changeOf(Process child, Wanted wanted) {
    if (child.isZombie() && wanted.has(EXITED)) {
      boolean exited = (child.exitStatus() & 0x7f) == 0;
      int code = exited ? SignalInfo.CHILD_EXITED : SignalInfo.CHILD_KILLED;
      return Optional.of(new Change(child.leader(), code, child.exitStatus()));
    }
    if (child.stopToTell() != 0 && wanted.has(STOPPED)) {
      int status = child.stopToTell() << 8 | 0x7f;
      return Optional.of(new Change(child.leader(), SignalInfo.CHILD_STOPPED, status));
    }
    if (child.continueToTell() && wanted.has(CONTINUED)) {
      return Optional.of(new Change(child.leader(), SignalInfo.CHILD_CONTINUED, 0xffff));
    }
    return Optional.empty();
  }

  private static void told(Call call, Change change) {
    switch (change.code) {
      case SignalInfo.CHILD_TRAPPED -> change.task.tracing().told();
      case SignalInfo.CHILD_STOPPED -> change.child().setStopToTell(0);
      case SignalInfo.CHILD_CONTINUED -> change.child().setContinueToTell(false);
      default -> {
        if (change.child().parent() == call.task().process()) {
          call.parts().endings().reap(change.child());
        } else {
          call.parts().endings().endTracing(change.task);
        }
      }
    }
  }

  private static long waitId(Call call) throws KernelError {
    int options = call.argument(3);
    int kind = call.argument(0);
    boolean asksNothing = (options & (EXITED | STOPPED | CONTINUED)) == 0;
    if (kind < ALL || kind > BY_GROUP || asksNothing) {
      throw Errno.EINVAL.error();
    }
    int own = call.task().process().group();
    int number =
        kind == BY_GROUP && call.argument(1) == 0
            ? own
            : call.caller().kernelNumber(call.argument(1));
    Wanted wanted = new Wanted(kind, number, options);
    Optional<Change> change = look(call, wanted);
    if (change.isEmpty() && !wanted.has(NO_HANG)) {
      return await(call);
    }
    int at = call.argument(2);
    if (at != 0) {
      if (change.isEmpty()) {
        call.memory().write32(at, 0);
        call.memory().write32(at + 12, 0);
      } else {
        writeInfo(call, at, change.get());
      }
    }
    if (change.isPresent() && !wanted.has(KEEP)) {
      if (call.argument(4) != 0) {
        LimitCalls.writeUsage(call, call.argument(4), change.get().child().times());
      }
      told(call, change.get());
    }
    return 0;
  }

  private static void writeInfo(Call call, int at, Change change) throws KernelError {
    int value =
        switch (change.code) {
          case SignalInfo.CHILD_EXITED -> change.status >> 8 & 0xff;
          case SignalInfo.CHILD_STOPPED, SignalInfo.CHILD_TRAPPED -> change.status >> 8;
          case SignalInfo.CHILD_CONTINUED -> Signal.SIGCONT;
          default -> change.status & 0x7f;
        };
    int user = change.task.credentials().uid();
    int number = call.task().process().pids().fromKernel(change.task.tid());
    SignalInfo info = new SignalInfo(Signal.SIGCHLD, change.code, number, user, value);
    if (call.parts().tasks().flaws().uncheckedWait() && call.memory().isOfKernel(at)) {
      writeUnchecked(call, at, info);
    } else {
      call.parts().delivery().writeInfo(info, at);
    }
  }

  /** What waitid wrote word by word where nobody had looked at the address (Linux 4.13, exit.c). */
  private static void writeUnchecked(Call call, int at, SignalInfo info) {
    int[] words = {info.signal(), 0, info.code(), info.sender(), info.user(), info.value()};
    for (int i = 0; i < words.length; i++) {
      if (call.memory().isOfKernel(at + 4 * i)) {
        call.memory().write32AsKernel(at + 4 * i, words[i]);
      }
    }
    EventSink events = call.parts().events();
    if (events.listening()) {
      events.accept(new WrittenUnchecked(call.task().tid(), at, 4 * words.length));
    }
  }
}

package cloister.kernel.task;

import cloister.event.EventSink;
import cloister.kernel.abi.Signal;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.trace.TaskTraced;
import java.util.ArrayList;
import java.util.List;

/** Lets tasks stand for those who trace them, and go on (ptrace(2)). */
public final class Tracers {
  private static final int MARK = 0x80;

  private final TaskTable table;
  private final SignalSender signals;
  private final EventSink events;

  Tracers(TaskTable table, SignalSender signals, EventSink events) {
    this.table = table;
    this.signals = signals;
    this.events = events;
  }

  /** All that a process traces, in the order of their numbers. */
  public List<Task> traced(Process by) {
    List<Task> found = new ArrayList<>();
    for (Process process : table.processes()) {
      for (Task task : process.tasks()) {
        if (task.tracing().tracer() == by) {
          found.add(task);
        }
      }
    }
    return found;
  }

  public void begin(Task task, Process by, int options) {
    task.tracing().begin(by, options);
    tell(task, "begin", 0);
    if (task.state() == TaskState.STOPPED) {
      task.setState(TaskState.TRACED);
      signals.standForTracer(task, Tracing.Reason.GROUP, Signal.SIGSTOP, null);
    }
  }

  private void tell(Task task, String what, int code) {
    if (events.listening()) {
      int tracer = task.tracing().tracer().pid();
      events.accept(new TaskTraced(task.tid(), tracer, what, code));
    }
  }

  /** Whom SIGKILL is to end does not stand any more. */
  private void stand(Task task, Tracing.Reason why, int code, SignalInfo info) {
    if (task.hasSignal(Signal.SIGKILL)) {
      return;
    }
    signals.standForTracer(task, why, code, info);
    tell(task, "stop", code);
  }

  private static SignalInfo trap(Task task, int code) {
    int number = task.tid();
    return new SignalInfo(Signal.SIGTRAP, code, number, task.credentials().uid(), 0);
  }

  /** It stands before a call is made, or behind it. */
  public void standAtCall(Task task) {
    boolean marks = (task.tracing().options() & Tracing.MARKS_CALLS) != 0;
    int code = Signal.SIGTRAP | (marks ? MARK : 0);
    stand(task, Tracing.Reason.CALL, code, trap(task, code));
  }

  /** A signal is about to be delivered. */
  void standForSignal(Task task, SignalInfo info) {
    stand(task, Tracing.Reason.SIGNAL, info.signal(), info);
  }

  /** The call is made, or waits: what happened in it is told, and then its end. */
  public void leaveCall(Task task, boolean ended) {
    Tracing tracing = task.tracing();
    if (!task.isAlive() || !tracing.isTraced()) {
      return;
    }
    int event = tracing.takeEvent();
    if (event != 0) {
      if (ended) {
        tracing.oweExit();
        task.call().waits();
      }
      int code = event << 8 | Signal.SIGTRAP;
      stand(task, Tracing.Reason.EVENT, code, trap(task, code));
    } else if (ended && tracing.stopsAtCalls()) {
      standAtCall(task);
    }
  }

  /**
   * It stands before it ends, where its tracer wants to know (PTRACE_O_TRACEEXIT); it ends when it
   * goes on.
   *
   * @param status as wait(2) tells it
   * @param by the signal that ends it; null where it has asked for it itself
   * @return whether it stands
   */
  public boolean standAtEnd(Task task, int status, SignalInfo by) {
    if (task.hasSignal(Signal.SIGKILL) || !task.tracing().ends(status, by)) {
      return false;
    }
    int code = Tracing.EXIT << 8 | Signal.SIGTRAP;
    stand(task, Tracing.Reason.EVENT, code, trap(task, code));
    return true;
  }

  /** A child does not need its parent's memory any more. */
  public void vforkDone(Task parent, int child) {
    Tracing tracing = parent.tracing();
    if (tracing.tells(Tracing.VFORK_DONE)) {
      tracing.happens(Tracing.VFORK_DONE, tracing.tracer().pids().fromKernel(child));
    }
  }

  /** A child is there: whoever traces the parent may trace it, too. */
  public void forked(Task parent, Task child, int flags) {
    int event =
        (flags & Forks.VFORK) != 0
            ? Tracing.VFORK
            : (flags & Forks.SIGNAL_MASK) == Signal.SIGCHLD ? Tracing.FORK : Tracing.CLONE;
    Tracing tracing = parent.tracing();
    if (tracing.tells(event)) {
      tracing.happens(event, tracing.tracer().pids().fromKernel(child.tid()));
      child.tracing().begin(tracing.tracer(), tracing.options());
      tell(child, "begin", 0);
      child.pending().add(new SignalInfo(Signal.SIGSTOP, SignalInfo.FROM_USER, 0, 0, 0));
    }
  }

  /** Another program runs. */
  public void executed(Task task, int numberBefore) {
    Tracing tracing = task.tracing();
    if (tracing.tells(Tracing.EXECUTE)) {
      tracing.happens(Tracing.EXECUTE, tracing.tracer().pids().fromKernel(numberBefore));
    } else if (tracing.isTraced()) {
      int own = task.tid();
      task.pending().add(new SignalInfo(Signal.SIGTRAP, SignalInfo.FROM_USER, own, 0, 0));
    }
  }

  /**
   * It goes on.
   *
   * @param signal that it gets; 0 for none
   */
  public void goOn(Task task, boolean toNextCall, int signal) {
    Tracing tracing = task.tracing();
    Tracing.Reason reason = tracing.reason();
    SignalInfo info = tracing.info();
    SignalInfo given = null;
    if (reason == Tracing.Reason.SIGNAL) {
      boolean same = info != null && info.signal() == signal;
      int tracer = tracing.tracer().numberFor(task.process());
      int user = tracing.tracer().leader().credentials().uid();
      given = same ? info : new SignalInfo(signal, SignalInfo.FROM_USER, tracer, user, 0);
    }
    tracing.goOn(toNextCall, given);
    tell(task, "go", signal);
    if (reason == Tracing.Reason.CALL && signal != 0) {
      task.pending().add(SignalInfo.fromKernel(signal));
    }
    signals.goOnFromTracer(task);
  }

  /** Nobody traces it any more. */
  public void end(Task task, int signal) {
    if (task.state() == TaskState.TRACED) {
      goOn(task, false, signal);
    }
    tell(task, "end", signal);
    task.tracing().end();
  }
}

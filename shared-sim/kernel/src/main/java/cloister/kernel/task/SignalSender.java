package cloister.kernel.task;

import cloister.kernel.abi.Signal;
import cloister.kernel.signal.PendingSignals;
import cloister.kernel.signal.SignalAction;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.tty.TerminalSignals;
import cloister.kernel.vfs.Poll;
import java.util.List;

/** Brings signals to processes and tasks (signal(7)). */
public final class SignalSender implements TerminalSignals {
  private static final long STOPS =
      Signal.bit(Signal.SIGSTOP)
          | Signal.bit(Signal.SIGTSTP)
          | Signal.bit(Signal.SIGTTIN)
          | Signal.bit(Signal.SIGTTOU);

  private final TaskTable table;
  private final Scheduler scheduler;

  public SignalSender(TaskTable table, Scheduler scheduler) {
    this.table = table;
    this.scheduler = scheduler;
  }

  /** The kernel's to a process. */
  public void send(Process to, SignalInfo info) {
    send(to, info, true);
  }

  /**
   * To a process: whichever of its tasks does not block it gets it.
   *
   * @param fromAbove the sender is not in the process's namespace of numbers, or is the kernel
   */
  public void send(Process to, SignalInfo info, boolean fromAbove) {
    if (to.isZombie() || !prepare(to, info.signal(), fromAbove)) {
      return;
    }
    to.pending().add(info);
    arrived(to, info);
  }

  private void arrived(Process to, SignalInfo info) {
    to.leader().handlers().arrived().wakeAll(Poll.IN);
    for (Task task : to.tasks()) {
      if (task.isAlive() && (task.blocked() & Signal.bit(info.signal())) == 0) {
        rouse(task, info.signal());
        return;
      }
    }
  }

  public void send(Task to, SignalInfo info) {
    send(to, info, true);
  }

  public void send(Task to, SignalInfo info, boolean fromAbove) {
    if (to.isAlive() && prepare(to.process(), info.signal(), fromAbove)) {
      to.pending().add(info);
      arrived(to, info);
    }
  }

  private void arrived(Task to, SignalInfo info) {
    to.handlers().arrived().wakeAll(Poll.IN);
    if ((to.blocked() & Signal.bit(info.signal())) == 0) {
      rouse(to, info.signal());
    }
  }

  /**
   * A timer's own, to a process or one task of it (send_sigqueue in kernel/signal.c).
   *
   * @param alone null for the process
   * @return false where nobody wants it
   */
  boolean sendOfTimer(Process to, Task alone, SignalInfo info) {
    if (to.isZombie() || !prepare(to, info.signal(), false)) {
      return false;
    }
    if (alone == null && to.pending().addOfTimer(info)) {
      arrived(to, info);
    } else if (alone != null && alone.pending().addOfTimer(info)) {
      arrived(alone, info);
    }
    return true;
  }

  /** To all processes of a group, as the kernel's own. */
  public void sendGroup(int group, int signal) {
    for (Process process : List.copyOf(table.processes())) {
      if (process.group() == group) {
        send(process, SignalInfo.fromKernel(signal));
      }
    }
  }

  @Override
  public void signalGroup(int group, int signal) {
    sendGroup(group, signal);
  }

  @Override
  public void signalLeader(int session, int signal) {
    for (Process process : List.copyOf(table.processes())) {
      if (process.pid() == session) {
        send(process, SignalInfo.fromKernel(signal));
      }
    }
  }

  @Override
  public void endControl(int session) {
    for (Process process : table.processes()) {
      if (process.session() == session) {
        process.setTerminal(null);
      }
    }
  }

  /** A signal of a fault cannot be ignored or blocked: then it ends the task's process. */
  public void force(Task task, SignalInfo info) {
    long bit = Signal.bit(info.signal());
    if ((task.blocked() & bit) != 0 || task.handlers().of(info.signal()).isIgnored()) {
      task.handlers().set(info.signal(), SignalAction.DEFAULT);
      task.setBlocked(task.blocked() & ~bit);
    }
    task.pending().add(info);
  }

  /** A signal that ends the task's process, of which nobody is asked who traces it. */
  public void forceEnd(Task task, SignalInfo info) {
    task.handlers().set(info.signal(), SignalAction.END);
    task.setBlocked(task.blocked() & ~Signal.bit(info.signal()));
    task.pending().add(info);
  }

  /**
   * What a signal does at once, whatever becomes of it.
   *
   * @return whether it is to be kept
   */
  private boolean prepare(Process to, int signal, boolean fromAbove) {
    if (signal == Signal.SIGCONT) {
      dropEverywhere(to, STOPS);
      goOn(to);
    } else if ((STOPS & Signal.bit(signal)) != 0) {
      dropEverywhere(to, Signal.bit(Signal.SIGCONT));
    }
    Task any = to.leader();
    if (any.handlers() == null) {
      return false;
    }
    // what sigtimedwait(2) waits for is blocked again behind it
    boolean blocked = (any.blockedNowOrLater() & Signal.bit(signal)) != 0;
    boolean traced = any.tracing().isTraced() && signal != Signal.SIGKILL;
    boolean unwanted = any.handlers().ignores(signal);
    boolean forced = fromAbove && (signal == Signal.SIGKILL || signal == Signal.SIGSTOP);
    boolean initsOwn = to.isInit() && any.handlers().of(signal).isDefault() && !forced;
    return blocked || traced || !unwanted && !initsOwn;
  }

  private static void dropEverywhere(Process process, long signals) {
    process.pending().drop(signals);
    process.tasks().stream().map(Task::pending).forEach((PendingSignals one) -> one.drop(signals));
  }

  private void goOn(Process process) {
    boolean stopped = false;
    for (Task task : process.tasks()) {
      if (task.state() == TaskState.STOPPED) {
        stopped = true;
        task.setState(TaskState.RUNNABLE);
        scheduler.add(task);
      }
    }
    if (stopped) {
      process.setStopToTell(0);
      process.setContinueToTell(true);
      tellParent(process, SignalInfo.CHILD_CONTINUED, Signal.SIGCONT);
    }
  }

  /**
   * Stops a process until SIGCONT. In an orphaned group, where nobody would continue it, only
   * SIGSTOP does (POSIX, XSH 2.4.3).
   */
  void stop(Process process, int signal) {
    if (signal != Signal.SIGSTOP && table.isOrphaned(process.group())) {
      return;
    }
    for (Task task : process.tasks()) {
      if (task.isAlive() && task.tracing().isTraced()) {
        standForTracer(task, Tracing.Reason.GROUP, signal, null);
      } else if (task.isAlive()) {
        scheduler.remove(task);
        task.setState(TaskState.STOPPED);
      }
    }
    if (process.leader().tracing().isTraced()) {
      return;
    }
    process.setStopToTell(signal);
    process.setContinueToTell(false);
    tellParent(process, SignalInfo.CHILD_STOPPED, signal);
  }

  /** A task stands, and its tracer gets to know. */
  void standForTracer(Task task, Tracing.Reason why, int code, SignalInfo info) {
    scheduler.remove(task);
    task.setState(TaskState.TRACED);
    task.tracing().stand(why, code, info);
    Process tracer = task.tracing().tracer();
    if (tellsStops(tracer)) {
      int user = task.credentials().uid();
      int number = tracer.pids().fromKernel(task.tid());
      int signal = code & 0x7f;
      send(tracer, new SignalInfo(Signal.SIGCHLD, SignalInfo.CHILD_TRAPPED, number, user, signal));
    }
    tracer.childrenChanged().wakeAll();
  }

  void goOnFromTracer(Task task) {
    task.setState(TaskState.RUNNABLE);
    scheduler.add(task);
  }

  private static boolean tellsStops(Process parent) {
    return parent.leader().handlers() != null
        && !parent.leader().handlers().of(Signal.SIGCHLD).is(SignalAction.NO_CHILD_STOP);
  }

  private void tellParent(Process process, int code, int signal) {
    Process parent = process.parent();
    if (tellsStops(parent)) {
      int user = process.leader().credentials().uid();
      send(parent, new SignalInfo(Signal.SIGCHLD, code, process.numberFor(parent), user, signal));
    }
    parent.childrenChanged().wakeAll();
  }

  /** A signal is there for a task: it goes on if it waits; SIGKILL ends a stop, too. */
  private void rouse(Task task, int signal) {
    if (task.state() == TaskState.WAITING) {
      task.wake();
    } else if (signal == Signal.SIGKILL
            && (task.state() == TaskState.STOPPED || task.state() == TaskState.TRACED)
        || task.state() == TaskState.FROZEN && task.hasFatalSignal()) {
      task.tracing().breakOff();
      task.setState(TaskState.RUNNABLE);
      scheduler.add(task);
    }
  }
}

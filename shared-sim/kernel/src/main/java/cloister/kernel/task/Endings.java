package cloister.kernel.task;

import cloister.event.EventSink;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Signal;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.signal.SignalAction;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.time.Cost;
import cloister.kernel.time.KernelTime;
import cloister.kernel.trace.ProcessEnded;
import cloister.kernel.tty.Tty;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How tasks and processes end, and what their parents get to know (_exit(2), wait(2)). */
public final class Endings {
  private final TaskTable table;
  private final Scheduler scheduler;
  private final Alarms alarms;
  private final SignalSender sender;
  private final Futexes futexes;
  private final UserMemory memory;
  private final KernelTime time;
  private final EventSink events;
  private final Tracers tracers;

  public Endings(
      TaskTable table,
      Scheduler scheduler,
      Alarms alarms,
      SignalSender sender,
      Futexes futexes,
      UserMemory memory,
      KernelTime time,
      EventSink events) {
    this.table = table;
    this.scheduler = scheduler;
    this.alarms = alarms;
    this.sender = sender;
    this.futexes = futexes;
    this.memory = memory;
    this.time = time;
    this.events = events;
    tracers = new Tracers(table, sender, events);
  }

  public Tracers tracers() {
    return tracers;
  }

  /** Ends one task; with the last one its process ends. */
  public void endTask(Task task, int status) {
    Process process = task.process();
    boolean last = process.tasks().stream().filter(Task::isAlive).count() == 1;
    finish(task);
    if (last) {
      finish(process, status);
    } else if (task != process.leader()) {
      forget(task);
    }
  }

  /**
   * Ends all tasks of a process.
   *
   * @param status as wait(2) tells it: the exit code in the second byte, or a signal
   */
  public void endProcess(Process process, int status) {
    List.copyOf(process.tasks()).stream().filter(Task::isAlive).forEach(this::finish);
    finish(process, status);
  }

  /** All tasks but one: a program is started by that one, which becomes the leader. */
  public void endOthers(Task kept) {
    kept.process().timers().clear();
    kept.process().pending().dropTimers();
    kept.pending().dropTimers();
    for (Task task : List.copyOf(kept.process().tasks())) {
      if (task != kept) {
        if (task.isAlive()) {
          finish(task);
        }
        forget(task);
      }
    }
    if (kept.tid() != kept.process().pid()) {
      table.remove(kept);
      kept.renumber(kept.process().pid());
      table.add(kept);
    }
  }

  private void forget(Task task) {
    task.group().pids().uncharge();
    task.process().tasks().remove(task);
    table.remove(task);
  }

  private void finish(Task task) {
    time.charge(Cost.EXIT, 1);
    leaveSpace(task);
    task.ipc().sleepers().forget(task);
    task.dropUndo();
    task.files().leave();
    task.leaveQueues();
    futexes.remove(task);
    alarms.cancel(task);
    scheduler.remove(task);
    task.setState(TaskState.DEAD);
    if (task.tracing().isTraced()) {
      task.tracing().tracer().childrenChanged().wakeAll();
    }
    task.group().leave();
    task.setSpace(null);
    task.setFiles(null);
    task.setPlace(null);
    task.setExecutable(null, task.executableName());
    task.setNamespaces(null);
    task.stack().drop();
  }

  /** It uses its memory no more: because it ends, or starts another program. */
  public void leaveSpace(Task task) {
    clearNumber(task);
    task.space().leave();
    Task waiting = task.vforkParent();
    if (waiting != null) {
      task.setVforkParent(null);
      waiting.wake();
    }
  }

  private void clearNumber(Task task) {
    int address = task.clearAtEnd();
    task.setClearAtEnd(0);
    if (address != 0 && task.space().users() > 1) {
      memory.of(task.space());
      try {
        memory.write32(address, 0);
        futexes.wake(task.space(), address, 1);
      } catch (KernelError nobodyCares) {
        // The program has given its address away, and waits for nothing there.
        return;
      }
    }
  }

  private void finish(Process process, int status) {
    hangUp(process);
    tracers.traced(process).forEach(this::endWithTracer);
    Set<Integer> watched = watchedGroups(process);
    if (process.isInit()) {
      endNamespace(process);
    }
    Process init = table.process(process.pids().init()).orElseThrow();
    for (Process child : List.copyOf(process.children())) {
      process.children().remove(child);
      child.adoptedBy(init == process ? table.init() : init);
      int told = child.leader().settings().parentDeathSignal;
      if (told != 0 && !child.isZombie()) {
        sender.send(child, SignalInfo.fromKernel(told));
      }
      if (child.isZombie()) {
        tellParent(child);
      }
    }
    alarms.alarmAt(process, PendingCall.NEVER, 0);
    process.timers().clear();
    process.end(status);
    if (events.listening()) {
      events.accept(new ProcessEnded(process.pid(), status));
    }
    watched.forEach(this::releaseOrphans);
    Process tracer = process.leader().tracing().tracer();
    if (tracer == null || tracer == process.parent()) {
      tellParent(process);
    } else {
      sender.send(tracer, ending(process, tracer, Signal.SIGCHLD));
      tracer.childrenChanged().wakeAll();
    }
  }

  /** One that ends with its tracer does (PTRACE_O_EXITKILL). */
  private void endWithTracer(Task task) {
    boolean too = (task.tracing().options() & Tracing.ENDS_TOO) != 0;
    endTracing(task);
    if (too && task.isAlive()) {
      sender.send(task, SignalInfo.fromKernel(Signal.SIGKILL));
    }
  }

  /** A task goes on without its tracer; of one that has ended, the parent gets to know now. */
  public void endTracing(Task task) {
    Process process = task.process();
    boolean others = task.tracing().tracer() != process.parent();
    tracers.end(task, 0);
    if (process.isZombie() && task == process.leader() && others) {
      tellParent(process);
    }
  }

  /** With the first process of a namespace all others in it end (pid_namespaces(7)). */
  private void endNamespace(Process init) {
    init.pids().close();
    for (Process other : List.copyOf(table.processes())) {
      if (other != init && other.pids().isWithin(init.pids()) && !other.isZombie()) {
        endProcess(other, Signal.SIGKILL);
      }
    }
    for (Process child : List.copyOf(init.children())) {
      if (child.isZombie() && child.pids().isWithin(init.pids())) {
        reap(child);
      }
    }
  }

  /** Groups that this process may keep from being orphaned: its own, and those of children. */
  private Set<Integer> watchedGroups(Process process) {
    Set<Integer> groups = new TreeSet<>();
    groups.add(process.group());
    process.children().forEach(child -> groups.add(child.group()));
    groups.removeIf(table::isOrphaned);
    return groups;
  }

  /** Who is stopped in a group that nobody looks after any more goes on, and is told. */
  private void releaseOrphans(int group) {
    if (table.isOrphaned(group) && table.hasStopped(group)) {
      sender.sendGroup(group, Signal.SIGHUP);
      sender.sendGroup(group, Signal.SIGCONT);
    }
  }

  /** The leader of a session takes the terminal with it, for all others of the session, too. */
  private void hangUp(Process process) {
    boolean leads = process.session() == process.pid();
    if (leads && process.terminal() instanceof Tty terminal) {
      terminal.leaderEnded();
    }
    process.setTerminal(null);
    if (leads) {
      sender.endControl(process.session());
    }
  }

  private void tellParent(Process process) {
    Process parent = process.parent();
    if (parent == null) {
      return;
    }
    if (!parent.runsProgram()) {
      reap(process);
      return;
    }
    SignalAction action = parent.leader().handlers().of(Signal.SIGCHLD);
    int told = process.exitSignal();
    boolean nobodyWaits =
        told == Signal.SIGCHLD
            && !process.leader().tracing().isTraced()
            && (action.isIgnored() || action.is(SignalAction.NO_CHILD_WAIT));
    boolean ignored = told == Signal.SIGCHLD && action.isIgnored();
    if (Signal.isValid(told) && !ignored) {
      sender.send(parent, ending(process, parent, told));
    }
    if (nobodyWaits) {
      reap(process);
    }
    parent.childrenChanged().wakeAll();
  }

  private static SignalInfo ending(Process process, Process told, int by) {
    int status = process.exitStatus();
    int signal = status & 0x7f;
    int code =
        signal == 0
            ? SignalInfo.CHILD_EXITED
            : Signal.defaultAction(signal) == Signal.Action.CORE
                ? SignalInfo.CHILD_DUMPED
                : SignalInfo.CHILD_KILLED;
    int user = process.leader().credentials().uid();
    int value = signal == 0 ? status >> 8 & 0xff : signal;
    return new SignalInfo(
        by,
        code == SignalInfo.CHILD_DUMPED ? SignalInfo.CHILD_KILLED : code,
        process.numberFor(told),
        user,
        value);
  }

  /** The parent knows: nothing is left. */
  public void reap(Process process) {
    Process parent = process.parent();
    parent.children().remove(process);
    parent.childrenTimes().add(process.times());
    parent.childrenTimes().add(process.childrenTimes());
    parent.io().add(process.io());
    process.tasks().forEach(task -> task.group().pids().uncharge());
    table.remove(process);
  }
}

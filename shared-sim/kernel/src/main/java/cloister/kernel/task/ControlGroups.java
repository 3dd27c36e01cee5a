package cloister.kernel.task;

import cloister.event.EventSink;
import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Signal;
import cloister.kernel.cgroup.Cgroup;
import cloister.kernel.cgroup.Controller;
import cloister.kernel.cgroup.PidsAccount;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.trace.CgroupEntered;
import cloister.kernel.trace.CgroupFrozen;
import cloister.kernel.trace.CgroupKilled;
import cloister.kernel.trace.ChargeRefused;
import java.util.ArrayList;
import java.util.List;

/** Who is in which control group, and what is done to all of one (cgroup-v2). */
public final class ControlGroups {
  private final TaskTable table;
  private final Scheduler scheduler;
  private final SignalSender sender;
  private final KernelLog log;
  private final EventSink events;

  public ControlGroups(
      TaskTable table, Scheduler scheduler, SignalSender sender, KernelLog log, EventSink events) {
    this.table = table;
    this.scheduler = scheduler;
    this.sender = sender;
    this.log = log;
    this.events = events;
  }

  /** A task is to have a child or thread more. EAGAIN where a group has no room for it. */
  void charge(Task parent) throws KernelError {
    PidsAccount account = parent.group().pids();
    PidsAccount full = account.full();
    if (full == null) {
      account.charge(1);
      return;
    }
    if (account.refuse(full)) {
      String path = parent.group().path();
      log.say(KernelLog.INFORMATION, "cgroup: fork rejected by pids controller in " + path);
    }
    if (events.listening()) {
      int most = full.max();
      events.accept(new ChargeRefused(parent.tid(), full.group().path(), "pids.max", most));
    }
    throw Errno.EAGAIN.error();
  }

  /** Puts a living task into another group. What it has touched stays with the old one. */
  public void move(Task task, Cgroup to) {
    Cgroup from = task.group();
    if (from == to) {
      return;
    }
    to.pids().charge(1);
    from.pids().uncharge();
    task.enter(to);
    scheduler.recount(to);
    if (to.isFrozen()) {
      hold(task);
    } else {
      release(task);
    }
    if (events.listening()) {
      int mover = scheduler.current().map(Task::tid).orElse(0);
      events.accept(new CgroupEntered(mover, task.tid(), to.path()));
    }
  }

  private List<Task> members(Cgroup within) {
    List<Task> found = new ArrayList<>();
    for (Process process : table.processes()) {
      for (Task task : process.tasks()) {
        if (task.isAlive() && task.group().isWithin(within)) {
          found.add(task);
        }
      }
    }
    return found;
  }

  /** Whether a living thread of a process is in a group, or in a group of threads of it. */
  public boolean isMember(Process process, Cgroup group) {
    return process.tasks().stream()
        .anyMatch(task -> task.isAlive() && task.group().domain() == group);
  }

  // The freezer.

  public void freeze(Cgroup group, boolean freezes) {
    if (group.freezes() == freezes) {
      return;
    }
    group.setFreezes(freezes);
    for (Task task : members(group)) {
      if (group.isFrozen()) {
        hold(task);
      } else {
        release(task);
      }
    }
    if (events.listening()) {
      int mover = scheduler.current().map(Task::tid).orElse(0);
      events.accept(new CgroupFrozen(mover, group.path(), freezes));
    }
  }

  /** Whoever waits is held when it goes on; the task that runs now, at the end of its call. */
  private void hold(Task task) {
    boolean runs = task.state() == TaskState.RUNNABLE || task.state() == TaskState.THROTTLED;
    if (runs && !task.hasFatalSignal() && scheduler.current().orElse(null) != task) {
      scheduler.remove(task);
      task.setState(TaskState.FROZEN);
    }
  }

  private void release(Task task) {
    if (task.state() == TaskState.FROZEN && !task.group().isFrozen()) {
      task.setState(TaskState.RUNNABLE);
      scheduler.add(task);
    }
  }

  /** Whether a task that could go on is frozen: it goes no further. */
  public boolean freezes(Task task) {
    boolean freezes = task.group().isFrozen() && !task.hasFatalSignal();
    if (freezes) {
      task.setState(TaskState.FROZEN);
    }
    return freezes;
  }

  /** Whether nobody at or below a group can run in its program. */
  public boolean allHeld(Cgroup group) {
    return members(group).stream().noneMatch(task -> task.state() == TaskState.RUNNABLE);
  }

  /** SIGKILL to all at or below a group (cgroup.kill). */
  public void kill(Cgroup group) {
    int count = 0;
    for (Process process : List.copyOf(table.processes())) {
      boolean member =
          process.tasks().stream().anyMatch(task -> task.isAlive() && task.group().isWithin(group));
      if (member) {
        sender.send(process, SignalInfo.fromKernel(Signal.SIGKILL), process != table.init());
        count++;
      }
    }
    if (events.listening()) {
      int killer = scheduler.current().map(Task::tid).orElse(0);
      events.accept(new CgroupKilled(killer, group.path(), count));
    }
  }

  /**
   * The children of a group have got other controllers.
   *
   * @param freshPids that of pids among them, which has counted nobody yet
   */
  public void recount(Cgroup group, boolean freshPids) {
    if (freshPids) {
      for (Cgroup child : group.children()) {
        if (child.has(Controller.PIDS)) {
          child.count(counted(child.pids()));
        }
      }
    }
    scheduler.recount(group);
  }

  /** Tasks that will be taken from an account when they are reaped. */
  private int counted(PidsAccount account) {
    int count = 0;
    for (Process process : table.processes()) {
      for (Task task : process.tasks()) {
        count += task.group().pids().isWithin(account) ? 1 : 0;
      }
    }
    return count;
  }
}

package cloister.kernel.task;

import cloister.event.EventSink;
import cloister.kernel.cgroup.Cgroup;
import cloister.kernel.cgroup.CpuAccount;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.time.KernelTime;
import cloister.kernel.trace.Throttled;
import java.util.ArrayList;
import java.util.List;

/** Counts what tasks run, and keeps those of a group from running that has had its time. */
public final class CpuBandwidth {
  private final TaskTable table;
  private final Scheduler scheduler;
  private final KernelTime time;
  private final EventSink events;

  /** Groups that may not run now. */
  private final List<CpuAccount> throttled = new ArrayList<>();

  public CpuBandwidth(TaskTable table, Scheduler scheduler, KernelTime time, EventSink events) {
    this.table = table;
    this.scheduler = scheduler;
    this.time = time;
    this.events = events;
  }

  /**
   * A task has run until now.
   *
   * @param group that it was in
   * @param user ticks in its program, and behind them {@code system} in the kernel
   */
  public void ran(Task task, Cgroup group, long user, long system) {
    task.process().times().user += user;
    task.process().times().system += system;
    group.ran(user, system, task.nice() > 0);
    for (CpuAccount at = group.cpu(); at != null; at = at.parent()) {
      if (at.isBounded() && at.run(user + system, time.ticks())) {
        throttled.add(at);
        tell(task, at);
      }
    }
  }

  private void tell(Task task, CpuAccount account) {
    if (events.listening()) {
      int micros = 1000 / KernelTime.NANOS_PER_TICK;
      String path = account.group().path();
      long quota = account.quota() / micros;
      events.accept(
          new Throttled(task.tid(), path, (int) quota, (int) (account.period() / micros)));
    }
  }

  /** Whether a task that could go on has to wait for its group's next period. */
  public boolean throttles(Task task) {
    boolean waits = !throttled.isEmpty() && isThrottled(task.group());
    if (waits) {
      task.setState(TaskState.THROTTLED);
    }
    return waits;
  }

  private static boolean isThrottled(Cgroup group) {
    for (CpuAccount at = group.cpu(); at != null; at = at.parent()) {
      if (at.isThrottled()) {
        return true;
      }
    }
    return false;
  }

  /** Who may run again does. */
  public void release() {
    if (throttled.isEmpty()) {
      return;
    }
    long now = time.ticks();
    if (throttled.stream().allMatch(one -> one.end() > now)) {
      return;
    }
    throttled.forEach(one -> one.advance(now));
    throttled.removeIf(one -> !one.isThrottled());
    for (Process process : table.processes()) {
      for (Task task : process.tasks()) {
        if (task.state() == TaskState.THROTTLED && !isThrottled(task.group())) {
          task.setState(TaskState.RUNNABLE);
          scheduler.add(task);
        }
      }
    }
  }

  /** The next tick at which a group may run again, or has had its time. */
  public long next() {
    long next = PendingCall.NEVER;
    for (CpuAccount one : throttled) {
      next = Math.min(next, one.end());
    }
    Task current = scheduler.current().orElse(null);
    if (current != null) {
      long now = time.ticks();
      for (CpuAccount at = current.group().cpu(); at != null; at = at.parent()) {
        next = Math.min(next, at.exhaustedAt(now));
      }
    }
    return next;
  }

  public void save(ObjectWriter out) {
    out.pointers(throttled);
  }

  public void load(ObjectReader in) {
    throttled.clear();
    throttled.addAll(in.<CpuAccount>pointers());
  }
}

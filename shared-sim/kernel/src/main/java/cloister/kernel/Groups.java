package cloister.kernel;

import cloister.event.EventSink;
import cloister.kernel.cgroup.Cgroup;
import cloister.kernel.cgroup.Hierarchy;
import cloister.kernel.cgroupfs.CgroupContext;
import cloister.kernel.mm.Frames;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.task.ControlGroups;
import cloister.kernel.task.CpuBandwidth;
import cloister.kernel.task.KernelLog;
import cloister.kernel.task.MemoryThrottle;
import cloister.kernel.task.OutOfMemory;
import cloister.kernel.task.Scheduler;
import cloister.kernel.task.SignalSender;
import cloister.kernel.task.Task;
import cloister.kernel.task.TaskTable;
import cloister.kernel.time.KernelTime;

/** All that has to do with control groups, put together. */
final class Groups {
  private final Hierarchy hierarchy;
  private final Frames frames;
  private final KernelLog log;
  private final ControlGroups members;
  private final CpuBandwidth bandwidth;
  private final MemoryThrottle throttle;
  private final GroupFiles files;

  Groups(
      ObjectIds ids,
      Frames frames,
      TaskTable tasks,
      Scheduler scheduler,
      SignalSender signals,
      KernelTime time,
      EventSink events) {
    this.frames = frames;
    hierarchy = new Hierarchy(ids);
    log = new KernelLog(time);
    members = new ControlGroups(tasks, scheduler, signals, log, events);
    bandwidth = new CpuBandwidth(tasks, scheduler, time, events);
    throttle = new MemoryThrottle(frames, scheduler, time);
    OutOfMemory killer = new OutOfMemory(tasks, scheduler, signals, log, events);
    frames.setShortage(killer);
    files =
        new GroupFiles(
            new CgroupContext(
                ids, hierarchy, tasks, members, bandwidth, killer, scheduler, time, events));
  }

  /** Makes the first group and its files. */
  Cgroup begin() {
    hierarchy.begin();
    files.begin();
    chargeKernel();
    return hierarchy.root();
  }

  KernelLog log() {
    return log;
  }

  Hierarchy hierarchy() {
    return hierarchy;
  }

  ControlGroups members() {
    return members;
  }

  CpuBandwidth bandwidth() {
    return bandwidth;
  }

  GroupFiles files() {
    return files;
  }

  /** What is touched from now on counts for a task's group. */
  void charge(Task task) {
    frames.takeCharged();
    frames.chargeTo(task.group().memory());
  }

  /** What the kernel does of its own accord counts for the first group. */
  void chargeKernel() {
    frames.chargeTo(hierarchy.root() == null ? null : hierarchy.root().memory());
  }

  /** What a task has done by a call or a fault is done. */
  void served(Task task) {
    throttle.slow(task);
    chargeKernel();
  }

  /** Whether a task that could go on has to stay where it is. */
  boolean hold(Task task) {
    return members.freezes(task) || bandwidth.throttles(task);
  }

  void save(ObjectWriter graph) {
    files.save(graph);
    frames.saveAccounts(graph);
    bandwidth.save(graph);
    log.save(graph);
  }

  void load(ObjectReader graph) {
    files.load(graph);
    frames.loadAccounts(graph);
    bandwidth.load(graph);
    log.load(graph);
  }
}

package cloister.kernel.cgroupfs;

import cloister.event.EventSink;
import cloister.kernel.cgroup.Hierarchy;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.task.ControlGroups;
import cloister.kernel.task.CpuBandwidth;
import cloister.kernel.task.OutOfMemory;
import cloister.kernel.task.Scheduler;
import cloister.kernel.task.Task;
import cloister.kernel.task.TaskTable;
import cloister.kernel.time.KernelTime;

/** What the files tell of, and what they change. */
public record CgroupContext(
    ObjectIds ids,
    Hierarchy hierarchy,
    TaskTable tasks,
    ControlGroups groups,
    CpuBandwidth bandwidth,
    OutOfMemory outOfMemory,
    Scheduler scheduler,
    KernelTime time,
    EventSink events) {
  /** On whose behalf something is done now, as the kernel knows it; 0 for its own. */
  int currentTask() {
    return scheduler.current().map(Task::tid).orElse(0);
  }
}

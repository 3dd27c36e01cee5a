package cloister.kernel.cgroupfs;

import cloister.kernel.cgroup.Cgroup;
import cloister.kernel.cgroup.Controller;

/** The files of a group. */
enum CgroupEntry {
  CONTROLLERS("cgroup.controllers", 0444, null, Where.EVERYWHERE),
  EVENTS("cgroup.events", 0444, null, Where.BELOW_ROOT),
  FREEZE("cgroup.freeze", 0644, null, Where.BELOW_ROOT),
  KILL("cgroup.kill", 0200, null, Where.BELOW_ROOT),
  MAX_DEPTH("cgroup.max.depth", 0644, null, Where.EVERYWHERE),
  MAX_DESCENDANTS("cgroup.max.descendants", 0644, null, Where.EVERYWHERE),
  PROCS("cgroup.procs", 0644, null, Where.EVERYWHERE),
  STAT("cgroup.stat", 0444, null, Where.EVERYWHERE),
  SUBTREE_CONTROL("cgroup.subtree_control", 0644, null, Where.EVERYWHERE),
  THREADS("cgroup.threads", 0644, null, Where.EVERYWHERE),
  TYPE("cgroup.type", 0644, null, Where.BELOW_ROOT),
  CPU_STAT("cpu.stat", 0444, null, Where.EVERYWHERE),
  CPU_STAT_LOCAL("cpu.stat.local", 0444, null, Where.EVERYWHERE),
  CPU_MAX("cpu.max", 0644, Controller.CPU, Where.BELOW_ROOT),
  CPU_WEIGHT("cpu.weight", 0644, Controller.CPU, Where.BELOW_ROOT),
  CPU_WEIGHT_NICE("cpu.weight.nice", 0644, Controller.CPU, Where.BELOW_ROOT),
  MEMORY_CURRENT("memory.current", 0444, Controller.MEMORY, Where.BELOW_ROOT),
  MEMORY_EVENTS("memory.events", 0444, Controller.MEMORY, Where.BELOW_ROOT),
  MEMORY_EVENTS_LOCAL("memory.events.local", 0444, Controller.MEMORY, Where.BELOW_ROOT),
  MEMORY_HIGH("memory.high", 0644, Controller.MEMORY, Where.BELOW_ROOT),
  MEMORY_LOW("memory.low", 0644, Controller.MEMORY, Where.BELOW_ROOT),
  MEMORY_MAX("memory.max", 0644, Controller.MEMORY, Where.BELOW_ROOT),
  MEMORY_MIN("memory.min", 0644, Controller.MEMORY, Where.BELOW_ROOT),
  MEMORY_OOM_GROUP("memory.oom.group", 0644, Controller.MEMORY, Where.BELOW_ROOT),
  MEMORY_PEAK("memory.peak", 0444, Controller.MEMORY, Where.BELOW_ROOT),
  MEMORY_STAT("memory.stat", 0444, Controller.MEMORY, Where.EVERYWHERE),
  SWAP_CURRENT("memory.swap.current", 0444, Controller.MEMORY, Where.BELOW_ROOT),
  SWAP_EVENTS("memory.swap.events", 0444, Controller.MEMORY, Where.BELOW_ROOT),
  SWAP_HIGH("memory.swap.high", 0644, Controller.MEMORY, Where.BELOW_ROOT),
  SWAP_MAX("memory.swap.max", 0644, Controller.MEMORY, Where.BELOW_ROOT),
  SWAP_PEAK("memory.swap.peak", 0444, Controller.MEMORY, Where.BELOW_ROOT),
  PIDS_CURRENT("pids.current", 0444, Controller.PIDS, Where.BELOW_ROOT),
  PIDS_EVENTS("pids.events", 0444, Controller.PIDS, Where.BELOW_ROOT),
  PIDS_EVENTS_LOCAL("pids.events.local", 0444, Controller.PIDS, Where.BELOW_ROOT),
  PIDS_MAX("pids.max", 0644, Controller.PIDS, Where.BELOW_ROOT),
  PIDS_PEAK("pids.peak", 0444, Controller.PIDS, Where.BELOW_ROOT);

  /** Which groups have it. */
  enum Where {
    EVERYWHERE,
    BELOW_ROOT
  }

  final String name;
  final int permissions;

  /** Whose file it is; null for what every group has. */
  final Controller controller;

  private final Where where;

  CgroupEntry(String name, int permissions, Controller controller, Where where) {
    this.name = name;
    this.permissions = permissions;
    this.controller = controller;
    this.where = where;
  }

  boolean isIn(Cgroup group) {
    boolean placed = where == Where.EVERYWHERE || !group.isRoot();
    return placed && (controller == null || group.has(controller)) && !group.isRemoved();
  }

  /** Whether those who live in a namespace may write it at the root that they see. */
  boolean isDelegated() {
    return this == PROCS || this == THREADS || this == SUBTREE_CONTROL || this == MEMORY_OOM_GROUP;
  }

  boolean isWritten() {
    return (permissions & 0222) != 0;
  }
}

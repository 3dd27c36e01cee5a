package cloister.kernel.view;

import cloister.codec.Json;
import cloister.kernel.Kernel;
import cloister.kernel.cgroup.Cgroup;
import cloister.kernel.cgroup.Controller;
import cloister.kernel.cgroup.CpuAccount;
import cloister.kernel.cgroup.MemoryAccount;
import cloister.kernel.cgroup.MemoryAccount.Bound;
import cloister.kernel.cgroup.MemoryEvent;
import cloister.kernel.cgroup.PidsAccount;
import cloister.kernel.mm.Frames;
import cloister.kernel.task.Process;
import cloister.kernel.task.Task;
import cloister.kernel.time.KernelTime;
import java.util.ArrayList;
import java.util.List;

/** The control groups: who is in them, what they use, and what they may. */
final class Limits {
  /** Groups that are told of. */
  static final int MOST_GROUPS = 64;

  private static final int TICKS_PER_MICROSECOND = 1000 / KernelTime.NANOS_PER_TICK;

  private final List<Json> rows = new ArrayList<>();
  private final List<Process> shown;
  private final Kernel kernel;
  private int more;

  /**
   * @param shown the processes that are told of; others are nobody's members
   */
  Limits(Kernel kernel, List<Process> shown) {
    this.shown = shown;
    this.kernel = kernel;
    add(kernel.controlGroups());
  }

  private void add(Cgroup group) {
    if (rows.size() < MOST_GROUPS) {
      rows.add(json(group));
    } else {
      more++;
    }
    group.children().forEach(this::add);
  }

  /** Parents in front of their children. */
  List<Json> rows() {
    return rows;
  }

  int more() {
    return more;
  }

  private Json json(Cgroup group) {
    List<Json> members = new ArrayList<>();
    for (Process process : shown) {
      Task task = process.leader();
      if (task.isAlive() && task.group() == group) {
        members.add(Json.of(process.pid()));
      }
    }
    Json.Members row =
        Json.object()
            .put("path", ProcessRows.cut(group.path()))
            .put("members", members)
            .put("frozen", kernel.isHeld(group))
            .put("microseconds", Long64.json(micros(group.userTicks() + group.systemTicks())));
    if (!group.isRoot()) {
      if (group.has(Controller.PIDS)) {
        row.put("pids", pids(group.pids()));
      }
      if (group.has(Controller.MEMORY)) {
        row.put("memory", memory(group.memory()));
      }
      if (group.has(Controller.CPU)) {
        row.put("cpu", cpu(group.cpu()));
      }
    }
    return row.build();
  }

  private static long micros(long ticks) {
    return ticks / TICKS_PER_MICROSECOND;
  }

  private static Json pids(PidsAccount account) {
    Json.Members row =
        Json.object()
            .put("current", account.current())
            .put("peak", account.peak())
            .put("refused", account.events());
    if (account.max() != PidsAccount.MAX) {
      row.put("max", account.max());
    }
    return row.build();
  }

  /** In KiB. */
  private static Json memory(MemoryAccount account) {
    int unit = Frames.SIZE / 1024;
    Json.Members row =
        Json.object()
            .put("current", account.current() * unit)
            .put("peak", account.peak() * unit)
            .put("refused", account.events(MemoryEvent.MAX))
            .put("killed", account.events(MemoryEvent.OOM_KILL));
    if (account.bound(Bound.MAX) != MemoryAccount.MAX) {
      row.put("max", account.bound(Bound.MAX) * unit);
    }
    if (account.bound(Bound.HIGH) != MemoryAccount.MAX) {
      row.put("high", account.bound(Bound.HIGH) * unit);
    }
    return row.build();
  }

  private static Json cpu(CpuAccount account) {
    Json.Members row =
        Json.object()
            .put("weight", (account.shares() * 100 + 512) / 1024)
            .put("periods", account.periods())
            .put("throttled", account.throttledPeriods())
            .put("waits", account.isThrottled());
    if (account.isBounded()) {
      row.put("quota", (int) micros(account.quota()));
      row.put("period", (int) micros(account.period()));
    }
    return row.build();
  }
}

package cloister.cpu.protect;

import java.util.List;
import java.util.function.Supplier;

/** The trials by subject; each group has a recording of its own. */
enum Group {
  SEGMENTS(Monitor.PLAIN, SegmentTrials::all),
  TRANSFERS(Monitor.PLAIN, TransferTrials::all),
  RETURNS(Monitor.PLAIN, ReturnTrials::all),
  INTERRUPTS(Monitor.PLAIN, InterruptTrials::all),
  DATA(Monitor.PLAIN, DataTrials::all),
  PRIVILEGES(Monitor.PLAIN, PrivilegeTrials::all),
  PAGING(Monitor.SYSTEM, PagingTrials::all),
  VIRTUAL(Monitor.SYSTEM, VirtualTrials::all),
  TASKS(Monitor.SYSTEM, TaskTrials::all),
  DEBUG(Monitor.SYSTEM, DebugTrials::all);

  private final Monitor monitor;
  private final Supplier<List<Trial>> trials;

  Group(Monitor monitor, Supplier<List<Trial>> trials) {
    this.monitor = monitor;
    this.trials = trials;
  }

  Monitor monitor() {
    return monitor;
  }

  List<Trial> trials() {
    return trials.get();
  }

  String fileName() {
    return name().toLowerCase(java.util.Locale.ROOT) + ".txt";
  }
}

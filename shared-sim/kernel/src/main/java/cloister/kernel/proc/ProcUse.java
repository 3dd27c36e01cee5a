package cloister.kernel.proc;

import cloister.kernel.cgroup.Cgroup;
import cloister.kernel.cgroup.PageUse;
import cloister.kernel.mm.AddressSpace;
import cloister.kernel.mm.Area;
import cloister.kernel.mm.PageCounts;
import cloister.kernel.task.IoCounts;
import cloister.kernel.task.Limits;
import cloister.kernel.task.Task;
import cloister.kernel.time.KernelTime;

/** What is used of the machine, and what may be ({@code stat}, {@code statm}, {@code limits}). */
final class ProcUse {
  private static final long TICKS_PER_CLOCK = KernelTime.NANOS_PER_SECOND / 100 / 10;

  /** In the order of their numbers, as proc_pid_limits(5) has them: name and unit. */
  private static final String[][] LIMITS = {
    {"Max cpu time", "seconds"},
    {"Max file size", "bytes"},
    {"Max data size", "bytes"},
    {"Max stack size", "bytes"},
    {"Max core file size", "bytes"},
    {"Max resident set", "bytes"},
    {"Max processes", "processes"},
    {"Max open files", "files"},
    {"Max locked memory", "bytes"},
    {"Max address space", "bytes"},
    {"Max file locks", "locks"},
    {"Max pending signals", "signals"},
    {"Max msgqueue size", "bytes"},
    {"Max nice priority", ""},
    {"Max realtime priority", ""},
    {"Max realtime timeout", "us"}
  };

  private ProcUse() {}

  /** What all have used, in hundredths of a second; of other counts there are none. */
  static String stat(ProcContext context) {
    Cgroup all = context.tasks().init().leader().group().root();
    long nice = all.niceTicks() / TICKS_PER_CLOCK;
    long user = all.userTicks() / TICKS_PER_CLOCK - nice;
    long system = all.systemTicks() / TICKS_PER_CLOCK;
    long idle = Math.max(0, context.time().ticks() / TICKS_PER_CLOCK - user - nice - system);
    String line = " " + user + " " + nice + " " + system + " " + idle + " 0 0 0 0 0 0\n";
    long began = context.time().realNanos() - context.time().monotonicNanos();
    return "cpu "
        + line
        + "cpu0"
        + line
        + "btime "
        + Math.floorDiv(began, KernelTime.NANOS_PER_SECOND)
        + "\nprocs_blocked 0\n";
  }

  /** Pages: all, those that are there, those of files, code, 0, data with the stack, 0. */
  static String pages(Task task) {
    AddressSpace space = task.space();
    if (space == null) {
      return "0 0 0 0 0 0 0\n";
    }
    int code = 0;
    int data = 0;
    for (Area area : space.areas()) {
      int pages = area.end() - area.first();
      boolean writes = (area.flags() & Area.WRITE) != 0;
      boolean own = area.name().equals(task.executableName());
      code += own && !writes && (area.flags() & Area.EXECUTE) != 0 ? pages : 0;
      data += writes && (area.flags() & Area.SHARED) == 0 ? pages : 0;
    }
    return space.totalPages()
        + " "
        + space.residentPages()
        + " "
        + PageCounts.of(space, PageUse.FILE)
        + " "
        + code
        + " 0 "
        + data
        + " 0\n";
  }

  /** By calls; there are no disks that it would have read or written. */
  static String io(IoCounts counts) {
    return "rchar: "
        + counts.bytesRead()
        + "\nwchar: "
        + counts.bytesWritten()
        + "\nsyscr: "
        + counts.reads()
        + "\nsyscw: "
        + counts.writes()
        + "\nread_bytes: 0\nwrite_bytes: 0\ncancelled_write_bytes: 0\n";
  }

  static String limits(Limits limits) {
    StringBuilder text = new StringBuilder(row("Limit", "Soft Limit", "Hard Limit", "Units"));
    for (int i = 0; i < Limits.COUNT; i++) {
      String soft = value(limits.soft(i));
      text.append(row(LIMITS[i][0], soft, value(limits.hard(i)), LIMITS[i][1]));
    }
    return text.toString();
  }

  private static String row(String name, String soft, String hard, String unit) {
    return ProcTexts.padded(name, 26, false)
        + ProcTexts.padded(soft, 21, false)
        + ProcTexts.padded(hard, 21, false)
        + (unit.isEmpty() ? "" : ProcTexts.padded(unit, 10, false))
        + "\n";
  }

  private static String value(long limit) {
    return limit == Limits.INFINITE ? "unlimited" : Long.toString(limit);
  }
}

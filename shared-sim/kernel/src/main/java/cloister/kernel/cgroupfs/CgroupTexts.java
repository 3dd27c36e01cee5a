package cloister.kernel.cgroupfs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cgroup.Cgroup;
import cloister.kernel.cgroup.Controller;
import cloister.kernel.cgroup.CpuAccount;
import cloister.kernel.cgroup.Hierarchy;
import cloister.kernel.cgroup.MemoryAccount;
import cloister.kernel.cgroup.MemoryAccount.Bound;
import cloister.kernel.cgroup.MemoryEvent;
import cloister.kernel.cgroup.PageUse;
import cloister.kernel.cgroup.PidsAccount;
import cloister.kernel.mm.Frames;
import cloister.kernel.task.Process;
import cloister.kernel.task.Scheduler;
import cloister.kernel.task.Task;
import cloister.kernel.time.KernelTime;
import cloister.kernel.vfs.Caller;
import java.util.function.Predicate;

/** What the files of a group say, in Linux's form (cgroup-v2). */
final class CgroupTexts {
  static final int TICKS_PER_MICROSECOND = 1000 / KernelTime.NANOS_PER_TICK;

  private final CgroupContext context;
  private final Cgroup group;
  private final Caller caller;

  CgroupTexts(CgroupContext context, Cgroup group, Caller caller) {
    this.context = context;
    this.group = group;
    this.caller = caller;
  }

  String text(CgroupEntry entry) throws KernelError {
    if (entry.controller == null) {
      return core(entry);
    }
    return switch (entry.controller) {
      case CPU -> cpu(entry);
      case MEMORY -> memory(entry);
      case PIDS -> pids(entry);
    };
  }

  private String core(CgroupEntry entry) throws KernelError {
    return switch (entry) {
      case CONTROLLERS -> controllers(group::has);
      case SUBTREE_CONTROL -> controllers(group::gives);
      case EVENTS -> row("populated", group.isPopulated()) + row("frozen", isFrozen());
      case FREEZE -> (group.freezes() ? 1 : 0) + "\n";
      case MAX_DEPTH -> bound(group.mostLevels(), 1);
      case MAX_DESCENDANTS -> bound(group.mostDescendants(), 1);
      case PROCS -> processes();
      case THREADS -> threads();
      case STAT -> stat();
      case TYPE -> type() + "\n";
      case CPU_STAT -> cpuStat();
      case CPU_STAT_LOCAL ->
          group.has(Controller.CPU)
              ? row("throttled_usec", microseconds(group.cpu().throttledTicks(now())))
              : "";
      default -> throw Errno.EINVAL.error();
    };
  }

  private long now() {
    return context.time().ticks();
  }

  private static String controllers(Predicate<Controller> which) {
    StringBuilder text = new StringBuilder();
    for (Controller one : Controller.values()) {
      if (which.test(one)) {
        text.append(text.isEmpty() ? "" : " ").append(one.label());
      }
    }
    return text.isEmpty() ? "" : text.append('\n').toString();
  }

  private static String row(String name, boolean value) {
    return row(name, value ? 1 : 0);
  }

  private static String row(String name, long value) {
    return name + " " + value + "\n";
  }

  private static String bound(int value, long unit) {
    return value == Cgroup.MAX ? "max\n" : value * unit + "\n";
  }

  private static long microseconds(long ticks) {
    return ticks / TICKS_PER_MICROSECOND;
  }

  private boolean isFrozen() {
    return group.isFrozen() && context.groups().allHeld(group);
  }

  /** Processes of a group of threads are told of by their domain. */
  private String processes() throws KernelError {
    if (group.isThreaded()) {
      throw Errno.EOPNOTSUPP.error();
    }
    StringBuilder text = new StringBuilder();
    for (Process process : context.tasks().processes()) {
      if (context.groups().isMember(process, group)) {
        text.append(caller.number(process.pid())).append('\n');
      }
    }
    return text.toString();
  }

  private String threads() {
    StringBuilder text = new StringBuilder();
    for (Process process : context.tasks().processes()) {
      for (Task task : process.tasks()) {
        if (task.isAlive() && task.group() == group) {
          text.append(caller.number(task.tid())).append('\n');
        }
      }
    }
    return text.toString();
  }

  private String stat() {
    StringBuilder text = new StringBuilder(row("nr_descendants", group.descendants()));
    for (Controller one : Controller.values()) {
      text.append(row("nr_subsys_" + one.label(), Hierarchy.having(group, one)));
    }
    text.append(row("nr_dying_descendants", context.hierarchy().dying(group)));
    for (Controller one : Controller.values()) {
      int dying = context.hierarchy().dying(group, one);
      text.append(row("nr_dying_subsys_" + one.label(), dying));
    }
    return text.toString();
  }

  private String type() {
    if (group.isThreaded()) {
      return "threaded";
    }
    if (!group.isValidDomain()) {
      return "domain invalid";
    }
    return group.isThreadRoot() ? "domain threaded" : "domain";
  }

  // cpu.

  private String cpuStat() {
    long user = microseconds(group.userTicks());
    long system = microseconds(group.systemTicks());
    StringBuilder text = new StringBuilder(row("usage_usec", user + system));
    text.append(row("user_usec", user)).append(row("system_usec", system));
    text.append(row("nice_usec", microseconds(group.niceTicks())));
    if (group.has(Controller.CPU)) {
      CpuAccount account = group.cpu();
      account.advance(now());
      text.append(row("nr_periods", account.periods()));
      text.append(row("nr_throttled", account.throttledPeriods()));
      text.append(row("throttled_usec", microseconds(account.throttledTicks(now()))));
      text.append(row("nr_bursts", 0)).append(row("burst_usec", 0));
    }
    return text.toString();
  }

  private String cpu(CgroupEntry entry) throws KernelError {
    CpuAccount account = group.cpu();
    return switch (entry) {
      case CPU_MAX -> {
        long quota = account.quota();
        String most = account.isBounded() ? Long.toString(microseconds(quota)) : "max";
        yield most + " " + microseconds(account.period()) + "\n";
      }
      case CPU_WEIGHT -> (account.shares() * 100 + 512) / 1024 + "\n";
      case CPU_WEIGHT_NICE -> Scheduler.niceOf(account.shares()) + "\n";
      default -> throw Errno.EINVAL.error();
    };
  }

  // memory.

  private static final String NO_SWAP = "high 0\nmax 0\nfail 0\n";

  private String memory(CgroupEntry entry) throws KernelError {
    MemoryAccount account = group.memory();
    return switch (entry) {
      case MEMORY_CURRENT -> bytes(account.current()) + "\n";
      case MEMORY_PEAK -> bytes(account.peak()) + "\n";
      case MEMORY_MIN -> bound(account.bound(Bound.MIN), Frames.SIZE);
      case MEMORY_LOW -> bound(account.bound(Bound.LOW), Frames.SIZE);
      case MEMORY_HIGH -> bound(account.bound(Bound.HIGH), Frames.SIZE);
      case MEMORY_MAX -> bound(account.bound(Bound.MAX), Frames.SIZE);
      case SWAP_HIGH -> bound(account.bound(Bound.SWAP_HIGH), Frames.SIZE);
      case SWAP_MAX -> bound(account.bound(Bound.SWAP_MAX), Frames.SIZE);
      case SWAP_CURRENT, SWAP_PEAK -> "0\n";
      case SWAP_EVENTS -> NO_SWAP;
      case MEMORY_OOM_GROUP -> (account.killsGroup() ? 1 : 0) + "\n";
      case MEMORY_EVENTS, MEMORY_EVENTS_LOCAL -> {
        StringBuilder text = new StringBuilder();
        for (MemoryEvent one : MemoryEvent.values()) {
          boolean local = entry == CgroupEntry.MEMORY_EVENTS_LOCAL;
          text.append(row(one.label(), local ? account.localEvents(one) : account.events(one)));
        }
        yield text.toString();
      }
      case MEMORY_STAT -> memoryStat(account);
      default -> throw Errno.EINVAL.error();
    };
  }

  private static long bytes(int pages) {
    return (long) pages * Frames.SIZE;
  }

  /** Rows for what this kernel has, and for what it has none of. */
  private static String memoryStat(MemoryAccount account) {
    int stacks = account.pages(PageUse.KERNEL_STACK);
    int tables = account.pages(PageUse.PAGE_TABLE);
    int files = account.pages(PageUse.FILE);
    int slab = account.pages(PageUse.SLAB);
    return row("anon", bytes(account.pages(PageUse.ANONYMOUS)))
        + row("file", bytes(files))
        + row("kernel", bytes(stacks + tables + slab + account.pages(PageUse.PIPE)))
        + row("kernel_stack", bytes(stacks))
        + row("pagetables", bytes(tables))
        + row("sec_pagetables", 0)
        + row("percpu", 0)
        + row("sock", bytes(account.pages(PageUse.SOCKET)))
        + row("vmalloc", 0)
        + row("shmem", bytes(files))
        + row("slab_unreclaimable", bytes(slab))
        + row("slab", bytes(slab));
  }

  // pids.

  private String pids(CgroupEntry entry) throws KernelError {
    PidsAccount account = group.pids();
    return switch (entry) {
      case PIDS_CURRENT -> account.current() + "\n";
      case PIDS_PEAK -> account.peak() + "\n";
      case PIDS_MAX -> bound(account.max(), 1);
      case PIDS_EVENTS -> row("max", account.events());
      case PIDS_EVENTS_LOCAL -> row("max", account.localEvents());
      default -> throw Errno.EINVAL.error();
    };
  }
}

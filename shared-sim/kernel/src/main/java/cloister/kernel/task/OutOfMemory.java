package cloister.kernel.task;

import cloister.event.EventSink;
import cloister.kernel.abi.Signal;
import cloister.kernel.cgroup.Cgroup;
import cloister.kernel.cgroup.MemoryAccount;
import cloister.kernel.cgroup.MemoryAccount.Bound;
import cloister.kernel.cgroup.MemoryEvent;
import cloister.kernel.cgroup.PageUse;
import cloister.kernel.mm.AddressSpace;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.PageCounts;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.trace.MemoryRefused;
import cloister.kernel.trace.OutOfMemoryKilled;
import java.util.ArrayList;
import java.util.List;

/** Ends a process of a group that has no page left (cgroup-v2, "memory.max"; oom(9)). */
public final class OutOfMemory implements Frames.Shortage {
  /** Who has this is never chosen (oom_score_adj). */
  private static final int NEVER = -1000;

  private static final int KIB_PER_PAGE = Frames.SIZE / 1024;

  private final TaskTable table;
  private final Scheduler scheduler;
  private final SignalSender sender;
  private final KernelLog log;
  private final EventSink events;

  public OutOfMemory(
      TaskTable table, Scheduler scheduler, SignalSender sender, KernelLog log, EventSink events) {
    this.table = table;
    this.scheduler = scheduler;
    this.sender = sender;
    this.log = log;
    this.events = events;
  }

  /** False where the task that asks has to end itself: then it gets none. */
  @Override
  public boolean relieve(MemoryAccount full) {
    Task asks = scheduler.current().orElse(null);
    if (asks != null && events.listening()) {
      events.accept(new MemoryRefused(asks.tid(), full.group().path(), full.bound(Bound.MAX)));
    }
    return (asks == null || !asks.hasSignal(Signal.SIGKILL)) && kill(full);
  }

  /** A group's bound was set: who is over it ends, one after the other. */
  public void shrink(MemoryAccount account) {
    boolean killed = true;
    while (account.isOverMax() && killed) {
      account.count(MemoryEvent.MAX);
      killed = kill(account);
    }
  }

  /** Whether pages have become free by it. */
  private boolean kill(MemoryAccount full) {
    full.count(MemoryEvent.OOM);
    Process victim = victim(full);
    if (victim == null) {
      return false;
    }
    report(full, victim);
    Task current = scheduler.current().orElse(null);
    boolean freed = end(victim, current);
    MemoryAccount all = groupToEnd(victim, full);
    if (all != null) {
      all.count(MemoryEvent.OOM_GROUP_KILL);
      String path = all.group().path();
      log.say(
          KernelLog.ERROR,
          "Tasks in " + path + " are going to be killed due to" + " memory.oom.group set");
      for (Process other : within(all)) {
        if (other != victim && other.oomScoreAdjust() != NEVER) {
          freed |= end(other, current);
        }
      }
    }
    return freed;
  }

  private List<Process> within(MemoryAccount account) {
    List<Process> found = new ArrayList<>();
    for (Process process : table.processes()) {
      Task task = living(process);
      if (task != null && task.group().memory().isWithin(account)) {
        found.add(process);
      }
    }
    return found;
  }

  private static Task living(Process process) {
    return process.tasks().stream()
        .filter(task -> task.isAlive() && task.space() != null)
        .findFirst()
        .orElse(null);
  }

  /** Who has most pages, weighed by what was asked for (oom_badness); null for nobody. */
  private Process victim(MemoryAccount full) {
    Process worst = null;
    long most = Long.MIN_VALUE;
    for (Process process : within(full)) {
      boolean spared =
          process == table.init()
              || process.oomScoreAdjust() == NEVER
              || process.leader().hasSignal(Signal.SIGKILL);
      if (!spared) {
        long points = badness(process, Math.min(full.bound(Bound.MAX), 1 << 20));
        if (points > most) {
          most = points;
          worst = process;
        }
      }
    }
    return worst;
  }

  /** As it is told (proc_pid_oom_score(5)): 0 for who is never chosen. */
  public static int score(Process process, int total) {
    boolean spared = process.isInit() && process.pid() == 1 || process.oomScoreAdjust() == NEVER;
    if (spared || living(process) == null) {
      return 0;
    }
    return (int) Math.max(0, (1000 + badness(process, total) * 1000 / total) * 2 / 3);
  }

  private static long badness(Process process, long total) {
    AddressSpace space = living(process).space();
    return space.residentPages() + space.tablePages() + process.oomScoreAdjust() * total / 1000;
  }

  /** The outermost group, up to the full one, that ends as a whole; null for none. */
  private static MemoryAccount groupToEnd(Process victim, MemoryAccount full) {
    MemoryAccount found = null;
    MemoryAccount at = victim.leader().group().memory();
    while (at != null && at.isWithin(full)) {
      found = at.killsGroup() ? at : found;
      at = at.parent();
    }
    return found;
  }

  /** Its memory goes at once, unless it is that of the task that runs. */
  private boolean end(Process victim, Task current) {
    Task task = living(victim);
    MemoryAccount account = task.group().memory();
    account.count(MemoryEvent.OOM_KILL);
    AddressSpace space = task.space();
    tellOf(victim, task, space, account.group());
    boolean ownSpace = current == null || current.space() != space;
    for (Process process : List.copyOf(table.processes())) {
      Task other = living(process);
      if (other != null && other.space() == space) {
        sender.send(process, SignalInfo.fromKernel(Signal.SIGKILL), true);
      }
    }
    if (ownSpace) {
      space.reap();
    }
    return ownSpace;
  }

  private void report(MemoryAccount full, Process victim) {
    Task asks = scheduler.current().orElse(victim.leader());
    log.say(
        KernelLog.WARNING,
        asks.name()
            + " invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj="
            + asks.process().oomScoreAdjust());
    String usage = full.current() * KIB_PER_PAGE + "kB";
    String limit = full.bound(Bound.MAX) * KIB_PER_PAGE + "kB";
    int failures = full.localEvents(MemoryEvent.MAX);
    log.say(
        KernelLog.INFORMATION,
        "memory: usage " + usage + ", limit " + limit + ", failcnt " + failures);
    Task task = victim.leader();
    log.say(
        KernelLog.INFORMATION,
        "oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg="
            + full.group().path()
            + ",task_memcg="
            + task.group().memory().group().path()
            + ",task="
            + task.name()
            + ",pid="
            + victim.pid()
            + ",uid="
            + task.credentials().uid());
  }

  private void tellOf(Process victim, Task task, AddressSpace space, Cgroup group) {
    int anonymous = PageCounts.of(space, PageUse.ANONYMOUS);
    int files = space.residentPages() - anonymous;
    log.say(
        KernelLog.ERROR,
        "Memory cgroup out of memory: Killed process "
            + victim.pid()
            + " ("
            + task.name()
            + ") total-vm:"
            + space.totalPages() * KIB_PER_PAGE
            + "kB, anon-rss:"
            + anonymous * KIB_PER_PAGE
            + "kB, file-rss:0kB, shmem-rss:"
            + files * KIB_PER_PAGE
            + "kB, UID:"
            + task.credentials().uid()
            + " pgtables:"
            + space.tablePages() * KIB_PER_PAGE
            + "kB oom_score_adj:"
            + victim.oomScoreAdjust());
    if (events.listening()) {
      int pages = space.residentPages();
      events.accept(new OutOfMemoryKilled(victim.pid(), task.name(), group.path(), pages));
    }
  }
}

package cloister.kernel.cgroupfs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.cgroup.Cgroup;
import cloister.kernel.cgroup.Controller;
import cloister.kernel.cgroup.CpuAccount;
import cloister.kernel.cgroup.Hierarchy;
import cloister.kernel.cgroup.MemoryAccount;
import cloister.kernel.cgroup.MemoryAccount.Bound;
import cloister.kernel.cgroup.PidsAccount;
import cloister.kernel.mm.Frames;
import cloister.kernel.task.Scheduler;
import cloister.kernel.task.Task;
import cloister.kernel.trace.LimitSet;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.Permissions;
import java.util.ArrayList;
import java.util.List;

/** What is written into the files of a group (cgroup-v2). */
final class CgroupWrites {
  private static final int SHORTEST_PERIOD_MICROS = 1000;
  private static final int LONGEST_PERIOD_MICROS = 1_000_000;

  /** What Linux's scheduler can count. */
  private static final long LONGEST_QUOTA_MICROS = 1L << 44;

  private static final int MOST_PIDS = 4 << 20;
  private static final int HEAVIEST = 10_000;

  private final CgroupContext context;
  private final CgroupDirectory directory;
  private final Cgroup group;
  private final Caller caller;
  private final FileDescription file;

  /**
   * @param file that is written: processes are moved by the rights of whoever has opened it, and
   *     within what that one sees
   */
  CgroupWrites(
      CgroupContext context, CgroupDirectory directory, Caller caller, FileDescription file) {
    this.context = context;
    this.directory = directory;
    this.group = directory.cgroup();
    this.caller = caller;
    this.file = file;
  }

  void write(CgroupEntry entry, String text) throws KernelError {
    switch (entry) {
      case PROCS -> move(text, true);
      case THREADS -> move(text, false);
      case SUBTREE_CONTROL -> control(text);
      case TYPE -> {
        if (!text.equals("threaded")) {
          throw Errno.EINVAL.error();
        }
        Hierarchy.makeThreaded(group);
      }
      case MAX_DEPTH -> group.setMostLevels(most(text));
      case MAX_DESCENDANTS -> group.setMostDescendants(most(text));
      case FREEZE -> context.groups().freeze(group, between(text, 0, 1) == 1);
      case KILL -> {
        between(text, 1, 1);
        if (group.isThreaded()) {
          throw Errno.EOPNOTSUPP.error();
        }
        context.groups().kill(group);
      }
      default -> {
        bound(entry, text);
        tell(entry, text);
      }
    }
  }

  private void tell(CgroupEntry entry, String text) {
    if (context.events().listening()) {
      int pid = context.currentTask();
      context.events().accept(new LimitSet(pid, group.path(), entry.name, text));
    }
  }

  private void bound(CgroupEntry entry, String text) throws KernelError {
    switch (entry) {
      case CPU_MAX -> bandwidth(text);
      case CPU_WEIGHT -> share((between(text, 1, HEAVIEST) * 1024 + 50) / 100);
      case CPU_WEIGHT_NICE -> share(Scheduler.weight(between(text, -20, 19)));
      case MEMORY_MIN -> group.memory().setBound(Bound.MIN, pages(text));
      case MEMORY_LOW -> group.memory().setBound(Bound.LOW, pages(text));
      case MEMORY_HIGH -> group.memory().setBound(Bound.HIGH, pages(text));
      case SWAP_HIGH -> group.memory().setBound(Bound.SWAP_HIGH, pages(text));
      case SWAP_MAX -> group.memory().setBound(Bound.SWAP_MAX, pages(text));
      case MEMORY_MAX -> {
        group.memory().setBound(Bound.MAX, pages(text));
        context.outOfMemory().shrink(group.memory());
      }
      case MEMORY_OOM_GROUP -> {
        int value = Numbers.small(text);
        if (value < 0 || value > 1) {
          throw Errno.EINVAL.error();
        }
        group.memory().setKillsGroup(value == 1);
      }
      case PIDS_MAX -> group.pids().setMax(tasks(text));
      default -> throw Errno.EINVAL.error();
    }
  }

  private static int between(String text, int least, int most) throws KernelError {
    int value = Numbers.small(text);
    if (value < least || value > most) {
      throw Errno.ERANGE.error();
    }
    return value;
  }

  private static int most(String text) throws KernelError {
    return text.equals("max") ? Cgroup.MAX : between(text, 0, Integer.MAX_VALUE);
  }

  private static int tasks(String text) throws KernelError {
    if (text.equals("max")) {
      return PidsAccount.MAX;
    }
    long value = Numbers.whole(text);
    if (value < 0 || value > MOST_PIDS) {
      throw Errno.EINVAL.error();
    }
    return (int) value;
  }

  /** Whole pages. */
  private static int pages(String text) throws KernelError {
    long bytes = text.equals("max") ? Long.MAX_VALUE : Numbers.bytes(text);
    return (int) Math.min(bytes >>> Frames.BITS, MemoryAccount.MAX);
  }

  private void share(int shares) {
    group.cpu().setShares(shares);
    context.scheduler().recount(group);
  }

  /** A quota of microseconds, or max, and the period that it is for. */
  private void bandwidth(String text) throws KernelError {
    CpuAccount account = group.cpu();
    int space = text.indexOf(' ');
    String first = space < 0 ? text : text.substring(0, space);
    String second = space < 0 ? "" : text.substring(space).strip();
    long unit = CgroupTexts.TICKS_PER_MICROSECOND;
    long period = account.period() / unit;
    int end = Numbers.end(second);
    if (end > 0) {
      period = Numbers.value(second, end);
    }
    boolean bounded = !first.equals("max");
    int digits = Numbers.end(first);
    if (bounded && digits == 0) {
      throw Errno.EINVAL.error();
    }
    long quota = bounded ? Numbers.value(first, digits) : SHORTEST_PERIOD_MICROS;
    if (period < SHORTEST_PERIOD_MICROS
        || period > LONGEST_PERIOD_MICROS
        || quota < SHORTEST_PERIOD_MICROS
        || quota > LONGEST_QUOTA_MICROS) {
      throw Errno.EINVAL.error();
    }
    long ticks = bounded ? quota * unit : CpuAccount.MAX;
    account.setBandwidth(ticks, period * unit, context.time().ticks());
    context.bandwidth().release();
  }

  private void control(String text) throws KernelError {
    List<Controller> more = new ArrayList<>();
    List<Controller> less = new ArrayList<>();
    boolean missing = false;
    for (String word : words(text)) {
      String name = word.substring(1);
      boolean signed = word.charAt(0) == '+' || word.charAt(0) == '-';
      var named = Controller.named(name);
      if (!signed || named.isEmpty() && !Controller.isKnown(name)) {
        throw Errno.EINVAL.error();
      }
      missing |= named.isEmpty() && word.charAt(0) == '+';
      named.ifPresent(
          one -> {
            (word.charAt(0) == '+' ? less : more).remove(one);
            (word.charAt(0) == '+' ? more : less).add(one);
          });
    }
    if (missing) {
      throw Errno.ENOENT.error();
    }
    boolean counted = group.gives(Controller.PIDS);
    context.hierarchy().control(group, more, less);
    context.groups().recount(group, !counted && group.gives(Controller.PIDS));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == ' ') {
        if (i > from) {
          words.add(text.substring(from, i));
        }
        from = i + 1;
      }
    }
    return words;
  }

  private static int processNumber(String text) throws KernelError {
    int number;
    try {
      number = Numbers.small(text);
    } catch (KernelError _) {
      throw Errno.EINVAL.error();
    }
    if (number < 0) {
      throw Errno.EINVAL.error();
    }
    return number;
  }

  private void move(String text, boolean wholeProcess) throws KernelError {
    int number = processNumber(text);
    int kernelNumber = number == 0 ? context.currentTask() : caller.kernelNumber(number);
    Task task = context.tasks().task(kernelNumber).orElseThrow(Errno.ESRCH::error);
    Cgroup from = task.group();
    requireReach(from);
    Hierarchy.requireRoom(group);
    if (!wholeProcess && from.domain() != group.domain()) {
      throw Errno.EOPNOTSUPP.error();
    }
    List<Task> moved = wholeProcess ? task.process().tasks() : List.of(task);
    for (Task one : List.copyOf(moved)) {
      if (one.isAlive()) {
        context.groups().move(one, group);
      }
    }
  }

  /**
   * Whoever moves something may write the list of the group in which both places lie, and sees
   * both. EACCES, ENOENT.
   */
  private void requireReach(Cgroup from) throws KernelError {
    CgroupDirectory common = directory;
    while (!from.isWithin(common.cgroup())) {
      common = (CgroupDirectory) common.parent();
    }
    Permissions.require(common.file(CgroupEntry.PROCS), Mode.WRITE, file.opener());
    Cgroup seen = file.openerGroups().root();
    boolean sees = from.isWithin(seen) && group.isWithin(seen);
    if (context.hierarchy().delegates() && !sees) {
      throw Errno.ENOENT.error();
    }
  }
}

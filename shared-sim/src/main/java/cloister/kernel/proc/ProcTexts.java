package cloister.kernel.proc;

import cloister.kernel.abi.Signal;
import cloister.kernel.cred.Capabilities;
import cloister.kernel.mm.AddressSpace;
import cloister.kernel.mm.Area;
import cloister.kernel.mm.Frames;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.signal.SignalAction;
import cloister.kernel.task.PidNamespace;
import cloister.kernel.task.Process;
import cloister.kernel.task.Task;
import cloister.kernel.task.TaskState;
import cloister.kernel.time.KernelTime;

/** The texts of {@code /proc}, in Linux's form (proc(5)). */
final class ProcTexts {
  private static final long TICKS_PER_CLOCK = KernelTime.NANOS_PER_SECOND / 100 / 10;
  private static final int KIB_PER_PAGE = Frames.SIZE / 1024;

  private final ProcContext context;
  private final PidNamespace numbers;
  private final UserNamespace users;

  /**
   * @param numbers of processes as they are told
   * @param users as they are told
   */
  ProcTexts(ProcContext context, PidNamespace numbers, UserNamespace users) {
    this.context = context;
    this.numbers = numbers;
    this.users = users;
  }

  /**
   * @param offset nanoseconds that the reader's clock shows more
   */
  String uptime(long offset) {
    long hundredths = (context.time().monotonicNanos() + offset) / 10_000_000;
    String text = hundredths / 100 + "." + twoDigits(hundredths % 100);
    return text + " 0.00\n";
  }

  private static String twoDigits(long value) {
    return value < 10 ? "0" + value : Long.toString(value);
  }

  String load() {
    int running = 0;
    for (Process process : context.tasks().processes()) {
      running += process.leader().state() == TaskState.RUNNABLE ? 1 : 0;
    }
    int newest = 0;
    for (Process process : context.tasks().processes()) {
      newest = Math.max(newest, process.pid());
    }
    return "0.00 0.00 0.00 " + running + "/" + context.tasks().count() + " " + newest + "\n";
  }

  String memory() {
    Frames frames = context.frames();
    return kibibytes("MemTotal:", frames.total())
        + kibibytes("MemFree:", frames.free())
        + kibibytes("MemAvailable:", frames.free());
  }

  private static String kibibytes(String name, int pages) {
    return padded(name, 16, false)
        + padded(Integer.toString(pages * KIB_PER_PAGE), 8, true)
        + " kB\n";
  }

  private static String padded(String text, int width, boolean right) {
    StringBuilder padded = new StringBuilder(text);
    while (padded.length() < width) {
      padded.insert(right ? 0 : padded.length(), ' ');
    }
    return padded.toString();
  }

  private static char state(Process process) {
    if (process.isZombie()) {
      return 'Z';
    }
    return switch (process.leader().state()) {
      case RUNNABLE, THROTTLED -> 'R';
      case WAITING, FROZEN -> 'S';
      case STOPPED -> 'T';
      case TRACED -> 't';
      case DEAD -> 'X';
    };
  }

  String stat(Process process) {
    Task task = process.leader();
    AddressSpace space = task.space();
    int parent = parent(process);
    int terminal = process.terminal() == null ? 0 : process.terminal().device();
    StringBuilder text = new StringBuilder();
    text.append(numbers.fromKernel(process.pid())).append(" (").append(task.name()).append(") ");
    text.append(state(process)).append(' ').append(parent).append(' ');
    text.append(numbers.fromKernel(process.group())).append(' ');
    text.append(numbers.fromKernel(process.session())).append(' ');
    text.append(terminal).append(" -1 4194304 ").append(process.times().faults).append(" 0 0 0 ");
    text.append(process.times().user / TICKS_PER_CLOCK).append(' ');
    text.append(process.times().system / TICKS_PER_CLOCK).append(' ');
    text.append(process.childrenTimes().user / TICKS_PER_CLOCK).append(' ');
    text.append(process.childrenTimes().system / TICKS_PER_CLOCK).append(' ');
    text.append(20 + task.nice()).append(' ').append(task.nice()).append(' ');
    text.append(process.tasks().size()).append(" 0 ");
    text.append(process.started() / TICKS_PER_CLOCK).append(' ');
    text.append(space == null ? 0 : (long) space.totalPages() * Frames.SIZE).append(' ');
    text.append(space == null ? 0 : space.residentPages()).append(" 4294967295");
    text.append(" 0".repeat(13)).append(" 17 0 0 0 0 0 0 0 0 0 0 0 0 0 ");
    return text.append(process.exitStatus()).append('\n').toString();
  }

  String status(Process process) {
    Task task = process.leader();
    String[] states = {
      "R (running)", "S (sleeping)", "T (stopped)", "t (tracing stop)", "Z (zombie)", "X (dead)"
    };
    var who = task.credentials();
    int parent = parent(process);
    StringBuilder text = new StringBuilder("Name:\t" + task.name() + "\n");
    if (task.place() != null) {
      text.append("Umask:\t").append(mask(task)).append('\n');
    }
    text.append("State:\t").append(states["RSTtZX".indexOf(state(process))]).append('\n');
    text.append("Tgid:\t").append(numbers.fromKernel(process.pid())).append("\nNgid:\t0\nPid:\t");
    text.append(numbers.fromKernel(task.tid()))
        .append("\nPPid:\t")
        .append(parent)
        .append("\nTracerPid:\t")
        .append(tracer(task))
        .append('\n');
    text.append("Uid:\t")
        .append(user(who.uid()))
        .append('\t')
        .append(user(who.euid()))
        .append('\t');
    text.append(user(who.suid())).append('\t').append(user(who.fsuid())).append("\nGid:\t");
    text.append(group(who.gid())).append('\t').append(group(who.egid())).append('\t');
    text.append(group(who.sgid())).append('\t').append(group(who.fsgid())).append('\n');
    text.append("Groups:\t");
    for (int one : who.groups()) {
      text.append(group(one)).append(' ');
    }
    text.append(who.groups().length == 0 ? " \n" : "\n");
    text.append("NStgid:").append(levels(process, process.pid()));
    text.append("NSpid:").append(levels(process, task.tid()));
    text.append("NSpgid:").append(levels(process, process.group()));
    text.append("NSsid:").append(levels(process, process.session()));
    if (task.space() != null) {
      text.append("VmSize:\t").append(sized(task.space().totalPages()));
      text.append("VmRSS:\t").append(sized(task.space().residentPages()));
    }
    text.append("Threads:\t").append(process.tasks().size()).append('\n');
    text.append(signals(task, process));
    text.append(capabilities(who.capabilities()));
    text.append("Seccomp:\t").append(task.seccomp().mode());
    text.append("\nSeccomp_filters:\t").append(task.seccomp().filters()).append('\n');
    return text.toString();
  }

  private static String mask(Task task) {
    String octal = Integer.toOctalString(task.place().umask());
    return "0".repeat(Math.max(0, 4 - octal.length())) + octal;
  }

  /** What waits, is blocked, is ignored and is caught, a bit for each signal from the first on. */
  private static String signals(Task task, Process process) {
    long ignored = 0;
    long caught = 0;
    for (int signal = 1; signal <= Signal.COUNT; signal++) {
      SignalAction action = task.handlers().of(signal);
      ignored |= action.isIgnored() ? Signal.bit(signal) : 0;
      caught |= action.isIgnored() || action.isDefault() ? 0 : Signal.bit(signal);
    }
    return "SigPnd:\t"
        + hexadecimal(task.pending().set())
        + "ShdPnd:\t"
        + hexadecimal(process.pending().set())
        + "SigBlk:\t"
        + hexadecimal(task.blocked())
        + "SigIgn:\t"
        + hexadecimal(ignored)
        + "SigCgt:\t"
        + hexadecimal(caught);
  }

  private static String capabilities(Capabilities own) {
    return "CapInh:\t"
        + hexadecimal(own.inheritable())
        + "CapPrm:\t"
        + hexadecimal(own.permitted())
        + "CapEff:\t"
        + hexadecimal(own.effective())
        + "CapBnd:\t"
        + hexadecimal(own.bounding())
        + "CapAmb:\t"
        + hexadecimal(own.ambient())
        + "NoNewPrivs:\t"
        + (own.noNewPrivileges() ? 1 : 0)
        + "\n";
  }

  private static String hexadecimal(long set) {
    String hex = Long.toHexString(set);
    return "0".repeat(16 - hex.length()) + hex + "\n";
  }

  private int parent(Process process) {
    return process.parent() == null ? 0 : numbers.fromKernel(process.parent().pid());
  }

  private int tracer(Task task) {
    Process by = task.tracing().tracer();
    return by == null ? 0 : numbers.fromKernel(by.pid());
  }

  private int user(int id) {
    return users.users().shown(id);
  }

  private int group(int id) {
    return users.groups().shown(id);
  }

  /** A number in each namespace, from the one that is told of on inwards. */
  private String levels(Process process, int number) {
    StringBuilder text = new StringBuilder("\n");
    PidNamespace at = process.pids();
    while (at != null && at.level() >= numbers.level()) {
      text.insert(0, "\t" + at.fromKernel(number));
      at = at.parent();
    }
    return text.toString();
  }

  private static String sized(int pages) {
    return padded(Integer.toString(pages * KIB_PER_PAGE), 8, true) + " kB\n";
  }

  String maps(Process process) {
    StringBuilder text = new StringBuilder();
    AddressSpace space = process.leader().space();
    if (space == null) {
      return "";
    }
    for (Area area : space.areas()) {
      StringBuilder line = new StringBuilder();
      line.append(address(area.first())).append('-').append(address(area.end())).append(' ');
      line.append((area.flags() & Area.READ) != 0 ? 'r' : '-');
      line.append((area.flags() & Area.WRITE) != 0 ? 'w' : '-');
      line.append((area.flags() & Area.EXECUTE) != 0 ? 'x' : '-');
      line.append((area.flags() & Area.SHARED) != 0 ? 's' : 'p');
      line.append(" 00000000 00:00 0 ");
      if (!area.name().isEmpty()) {
        line = new StringBuilder(padded(line.toString(), 49, false)).append(area.name());
      }
      text.append(line).append('\n');
    }
    return text.toString();
  }

  private static String address(int page) {
    String hex = Integer.toHexString(page << Frames.BITS);
    return "0".repeat(8 - hex.length()) + hex;
  }
}

package cloister.kernel.proc;

import cloister.kernel.abi.Signal;
import cloister.kernel.cgroup.PageUse;
import cloister.kernel.cred.Capabilities;
import cloister.kernel.mm.AddressSpace;
import cloister.kernel.mm.Area;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.PageCounts;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.signal.SignalAction;
import cloister.kernel.task.Limits;
import cloister.kernel.task.PidNamespace;
import cloister.kernel.task.Process;
import cloister.kernel.task.Task;
import cloister.kernel.vfs.DescriptorTable;

/** The lines of {@code /proc/PID/status}, in Linux's order (proc_pid_status(5)). */
final class ProcStatus {
  private static final int KIB_PER_PAGE = Frames.SIZE / 1024;

  /** Descriptors of a table at first, and those of a larger one are a multiple of. */
  private static final int FEW_DESCRIPTORS = 32;

  private static final int MANY_DESCRIPTORS = 256;

  private final PidNamespace numbers;
  private final UserNamespace users;

  /**
   * @param numbers of processes as they are told
   * @param users as they are told
   */
  ProcStatus(PidNamespace numbers, UserNamespace users) {
    this.numbers = numbers;
    this.users = users;
  }

  String text(Task task, long queued) {
    Process process = task.process();
    String[] states = {
      "R (running)", "S (sleeping)", "T (stopped)", "t (tracing stop)", "Z (zombie)", "X (dead)"
    };
    var who = task.credentials();
    int parent = parent(process);
    StringBuilder text = new StringBuilder("Name:\t" + escaped(task.name()) + "\n");
    if (task.place() != null) {
      text.append("Umask:\t").append(mask(task)).append('\n');
    }
    text.append("State:\t").append(states["RSTtZX".indexOf(ProcTexts.state(task))]).append('\n');
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
    text.append("FDSize:\t").append(descriptors(task.files())).append("\nGroups:\t");
    for (int one : who.groups()) {
      text.append(group(one)).append(' ');
    }
    text.append(who.groups().length == 0 ? " \n" : "\n");
    text.append("NStgid:").append(levels(process, process.pid()));
    text.append("NSpid:").append(levels(process, task.tid()));
    text.append("NSpgid:").append(levels(process, process.group()));
    text.append("NSsid:").append(levels(process, process.session()));
    text.append("Kthread:\t0\n");
    if (task.space() != null) {
      text.append(memory(task));
    }
    text.append("Threads:\t").append(process.tasks().size()).append('\n');
    text.append("SigQ:\t").append(queued).append('/');
    text.append(process.limits().soft(Limits.PENDING_SIGNALS)).append('\n');
    text.append(signals(task, process));
    text.append(capabilities(who.capabilities()));
    text.append("Seccomp:\t").append(task.seccomp().mode());
    text.append("\nSeccomp_filters:\t").append(task.seccomp().filters());
    text.append("\nSpeculation_Store_Bypass:\tnot vulnerable");
    text.append("\nSpeculationIndirectBranch:\tnot affected");
    text.append("\nCpus_allowed:\t1\nCpus_allowed_list:\t0");
    text.append("\nMems_allowed:\t1\nMems_allowed_list:\t0\nvoluntary_ctxt_switches:\t");
    text.append(process.times().voluntarySwitches).append("\nnonvoluntary_ctxt_switches:\t");
    return text.append(process.times().involuntarySwitches).append('\n').toString();
  }

  /** What is counted of memory; all files lie in tmpfs, so that their pages are shared memory. */
  private static String memory(Task task) {
    AddressSpace space = task.space();
    int resident = space.residentPages();
    int files = PageCounts.of(space, PageUse.FILE);
    int data = 0;
    int stack = 0;
    int code = 0;
    int libraries = 0;
    for (Area area : space.areas()) {
      int pages = area.end() - area.first();
      boolean writes = (area.flags() & Area.WRITE) != 0;
      if ((area.flags() & Area.GROWS_DOWN) != 0) {
        stack += pages;
      } else if (writes && (area.flags() & Area.SHARED) == 0) {
        data += pages;
      } else if (!writes && (area.flags() & Area.EXECUTE) != 0) {
        boolean own = area.name().equals(task.executableName());
        code += own ? pages : 0;
        libraries += own ? 0 : pages;
      }
    }
    return "VmPeak:\t"
        + sized(space.peakPages())
        + "VmSize:\t"
        + sized(space.totalPages())
        + "VmLck:\t"
        + sized(0)
        + "VmPin:\t"
        + sized(0)
        + "VmHWM:\t"
        + sized(space.peakResident())
        + "VmRSS:\t"
        + sized(resident)
        + "RssAnon:\t"
        + sized(resident - files)
        + "RssFile:\t"
        + sized(0)
        + "RssShmem:\t"
        + sized(files)
        + "VmData:\t"
        + sized(data)
        + "VmStk:\t"
        + sized(stack)
        + "VmExe:\t"
        + sized(code)
        + "VmLib:\t"
        + sized(libraries)
        + "VmPTE:\t"
        + sized(space.tablePages() - 1)
        + "VmSwap:\t"
        + sized(0)
        + "CoreDumping:\t0\nuntag_mask:\t0xffffffff\n";
  }

  /** Room of a table, as Linux makes it: 32 at first, then 256 and twice as many each time. */
  private static int descriptors(DescriptorTable files) {
    if (files == null) {
      return 0;
    }
    int room = FEW_DESCRIPTORS;
    for (int i = files.room() - 1; i >= room; i--) {
      if (files.isOpen(i)) {
        room = MANY_DESCRIPTORS;
        while (room <= i) {
          room *= 2;
        }
      }
    }
    return room;
  }

  /** As seq_file has names on a line of their own. */
  private static String escaped(String name) {
    return name.replace("\\", "\\\\").replace("\n", "\\n");
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
    return ProcTexts.padded(Integer.toString(pages * KIB_PER_PAGE), 8, true) + " kB\n";
  }
}

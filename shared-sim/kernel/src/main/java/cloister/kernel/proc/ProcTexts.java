package cloister.kernel.proc;

import cloister.kernel.mm.AddressSpace;
import cloister.kernel.mm.Frames;
import cloister.kernel.task.PidNamespace;
import cloister.kernel.task.Process;
import cloister.kernel.task.Task;
import cloister.kernel.task.TaskState;
import cloister.kernel.time.KernelTime;
import cloister.kernel.tty.Tty;

/** The texts of {@code /proc}, in Linux's form (proc(5)). */
final class ProcTexts {
  private static final long TICKS_PER_CLOCK = KernelTime.NANOS_PER_SECOND / 100 / 10;
  private static final int KIB_PER_PAGE = Frames.SIZE / 1024;

  private final ProcContext context;
  private final PidNamespace numbers;

  /**
   * @param numbers of processes as they are told
   */
  ProcTexts(ProcContext context, PidNamespace numbers) {
    this.context = context;
    this.numbers = numbers;
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

  static String padded(String text, int width, boolean right) {
    StringBuilder padded = new StringBuilder(text);
    while (padded.length() < width) {
      padded.insert(right ? 0 : padded.length(), ' ');
    }
    return padded.toString();
  }

  static char state(Task task) {
    if (task == task.process().leader() && task.process().isZombie()) {
      return 'Z';
    }
    return switch (task.state()) {
      case RUNNABLE, THROTTLED -> 'R';
      case WAITING, FROZEN -> 'S';
      case STOPPED -> 'T';
      case TRACED -> 't';
      case DEAD -> 'X';
    };
  }

  String stat(Task task) {
    Process process = task.process();
    AddressSpace space = task.space();
    int parent = parent(process);
    int terminal = process.terminal() == null ? 0 : process.terminal().device();
    StringBuilder text = new StringBuilder();
    text.append(numbers.fromKernel(task.tid())).append(" (").append(task.name()).append(") ");
    text.append(state(task)).append(' ').append(parent).append(' ');
    text.append(numbers.fromKernel(process.group())).append(' ');
    text.append(numbers.fromKernel(process.session())).append(' ');
    int front = process.terminal() instanceof Tty tty ? numbers.fromKernel(tty.foreground()) : -1;
    text.append(terminal)
        .append(' ')
        .append(front)
        .append(" 4194304 ")
        .append(process.times().faults)
        .append(" 0 0 0 ");
    text.append(process.times().user / TICKS_PER_CLOCK).append(' ');
    text.append(process.times().system / TICKS_PER_CLOCK).append(' ');
    text.append(process.childrenTimes().user / TICKS_PER_CLOCK).append(' ');
    text.append(process.childrenTimes().system / TICKS_PER_CLOCK).append(' ');
    text.append(20 + task.nice()).append(' ').append(task.nice()).append(' ');
    text.append(process.tasks().size()).append(" 0 ");
    text.append(process.started() / TICKS_PER_CLOCK).append(' ');
    text.append(space == null ? 0 : (long) space.totalPages() * Frames.SIZE).append(' ');
    text.append(space == null ? 0 : space.residentPages()).append(" 4294967295");
    text.append(" 0".repeat(12)).append(" 17 0 0 ").append(task.settings().policy);
    text.append(" 0".repeat(10)).append(' ');
    return text.append(process.exitStatus()).append('\n').toString();
  }

  private int parent(Process process) {
    return process.parent() == null ? 0 : numbers.fromKernel(process.parent().pid());
  }
}

package cloister.kernel;

import cloister.event.EventSink;
import cloister.kernel.abi.Signal;
import cloister.kernel.mm.FaultResult;
import cloister.kernel.mm.Frames;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.task.Endings;
import cloister.kernel.task.Process;
import cloister.kernel.task.Registers.Word;
import cloister.kernel.task.SignalSender;
import cloister.kernel.task.Task;
import cloister.kernel.task.TaskTable;
import cloister.kernel.time.Cost;
import cloister.kernel.time.KernelTime;
import cloister.kernel.trace.PageFaulted;

/** What the kernel does when the processor refuses an instruction of a program. */
final class Traps {
  /** Bit of a page fault's error code: the access was a write (SDM 3, 5.7). */
  private static final int WRITE = 2;

  /** Codes of siginfo_t. */
  private static final int SEGV_MAPERR = 1;

  private static final int SEGV_ACCERR = 2;
  private static final int BUS_ADRERR = 2;
  private static final int FPE_INTDIV = 1;
  private static final int ILL_ILLOPN = 2;
  private static final int TRAP_TRACE = 2;

  private final SignalSender signals;
  private final Endings endings;
  private final TaskTable tasks;
  private final KernelTime time;
  private final EventSink events;

  Traps(SignalSender signals, Endings endings, TaskTable tasks, KernelTime time, EventSink events) {
    this.signals = signals;
    this.endings = endings;
    this.tasks = tasks;
    this.time = time;
    this.events = events;
  }

  void pageFault(Task task, int address, int error) {
    time.charge(Cost.PAGE_FAULT, 1);
    task.process().times().faults++;
    boolean write = (error & WRITE) != 0;
    FaultResult result = task.space().fault(address >>> Frames.BITS, write);
    if (events.listening()) {
      boolean brought = result == FaultResult.DONE;
      events.accept(new PageFaulted(task.tid(), address, write, brought));
    }
    switch (result) {
      case DONE -> {}
      case NOT_MAPPED -> force(task, Signal.SIGSEGV, SEGV_MAPERR, address);
      case NOT_ALLOWED -> force(task, Signal.SIGSEGV, SEGV_ACCERR, address);
      case BEHIND_END -> force(task, Signal.SIGBUS, BUS_ADRERR, address);
      case NO_MEMORY -> {
        if (!task.hasSignal(Signal.SIGKILL)) {
          killLargest();
        }
      }
    }
  }

  private void force(Task task, int signal, int code, int address) {
    signals.force(task, SignalInfo.fault(signal, code, address));
  }

  /** No frame is left: the process that has most of them ends, process 1 the last of all. */
  private void killLargest() {
    Process largest = null;
    int most = -1;
    for (Process process : tasks.processes()) {
      int pages = pagesOf(process);
      if (pages > most) {
        largest = process;
        most = pages;
      }
    }
    if (largest != null) {
      endings.endProcess(largest, Signal.SIGKILL);
    }
  }

  private static int pagesOf(Process process) {
    for (Task task : process.tasks()) {
      if (task.space() != null) {
        return process.pid() == 1 ? 0 : task.space().residentPages();
      }
    }
    return -1;
  }

  /** Vectors of exceptions as Linux's arch/x86 maps them to signals. */
  void exception(Task task, int vector) {
    int eip = task.registers().get(Word.EIP);
    switch (vector) {
      case 0 -> force(task, Signal.SIGFPE, FPE_INTDIV, eip);
      case 1 -> force(task, Signal.SIGTRAP, TRAP_TRACE, eip);
      case 3 -> signals.force(task, SignalInfo.fromKernel(Signal.SIGTRAP));
      case 6 -> force(task, Signal.SIGILL, ILL_ILLOPN, eip);
      case 11, 12 -> signals.force(task, SignalInfo.fromKernel(Signal.SIGBUS));
      case 16 -> force(task, Signal.SIGFPE, 0, eip);
      case 17 -> force(task, Signal.SIGBUS, 1, 0);
      default -> signals.force(task, SignalInfo.fromKernel(Signal.SIGSEGV));
    }
  }
}

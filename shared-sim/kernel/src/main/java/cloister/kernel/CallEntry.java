package cloister.kernel;

import cloister.event.EventSink;
import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Signal;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.syscall.Call;
import cloister.kernel.syscall.CallText;
import cloister.kernel.syscall.Parts;
import cloister.kernel.syscall.SystemCall;
import cloister.kernel.syscall.SystemCalls;
import cloister.kernel.task.Registers;
import cloister.kernel.task.Registers.Word;
import cloister.kernel.task.Task;
import cloister.kernel.task.Tracing;
import cloister.kernel.trace.SystemCallEntered;
import cloister.kernel.trace.SystemCallLeft;

/** How a system call is looked up, made and answered. */
final class CallEntry {
  private final SystemCalls calls;
  private final UserMemory memory;
  private final SeccompGuard guard;
  private final EventSink events;
  private Parts parts;

  CallEntry(SystemCalls calls, UserMemory memory, SeccompGuard guard, EventSink events) {
    this.calls = calls;
    this.memory = memory;
    this.guard = guard;
    this.events = events;
  }

  /** All that calls work on. */
  void workOn(Parts all) {
    parts = all;
  }

  /** The one that a task asks for, or goes on with. */
  void call(Task task) {
    Tracing tracing = task.tracing();
    if (tracing.takeExit()) {
      parts.endings().tracers().leaveCall(task, true);
      return;
    }
    Registers registers = task.registers();
    SystemCall row = calls.row(registers.get(Word.ORIGINAL_EAX));
    CallText text = new CallText(memory, registers);
    boolean watched = events.listening();
    String arguments = watched ? text.arguments(row, -1) : "";
    boolean begins = !task.call().hasWaited();
    if (watched && begins) {
      events.accept(new SystemCallEntered(task.tid(), row.number(), row.name(), arguments));
    }
    boolean killed = task.hasSignal(Signal.SIGKILL);
    if (begins && tracing.stopsAtCalls() && !killed) {
      registers.set(Word.EAX, -Errno.ENOSYS.number());
      tracing.standAtEntry();
      task.call().waits();
      parts.endings().tracers().standAtCall(task);
      return;
    }
    boolean stood = tracing.takeEntry();
    if ((stood || begins && tracing.stopsAtCalls()) && killed) {
      return;
    }
    long result = answer(task, row, begins || stood, stood && row.number() == -1);
    if (result == Call.BLOCKED) {
      parts.endings().tracers().leaveCall(task, !task.call().isWaiting());
      return;
    }
    if (result != Call.REGISTERS_SET) {
      registers.set(Word.EAX, (int) result);
    }
    if (watched && task.isAlive()) {
      boolean same = result != Call.REGISTERS_SET;
      String after = same ? text.arguments(row, Math.max(0, (int) result)) : arguments;
      int answer = same ? (int) result : 0;
      events.accept(new SystemCallLeft(task.tid(), row.number(), row.name(), after, answer));
    }
    parts.endings().tracers().leaveCall(task, true);
  }

  /**
   * Of the call, or of a filter in its place; nobody is answered who ends.
   *
   * @param isNone its tracer has taken the call away, and has said what the program gets
   */
  private long answer(Task task, SystemCall row, boolean asks, boolean isNone) {
    if (asks) {
      switch (guard.ask(task, row)) {
        case ALLOWED -> {}
        case ANSWERED -> {
          return task.registers().get(Word.EAX);
        }
        case ENDED -> {
          return Call.BLOCKED;
        }
      }
    }
    if (isNone) {
      return task.registers().get(Word.EAX);
    }
    try {
      return row.handler().run(new Call(parts, task));
    } catch (KernelError refused) {
      return -refused.errno().number();
    }
  }
}

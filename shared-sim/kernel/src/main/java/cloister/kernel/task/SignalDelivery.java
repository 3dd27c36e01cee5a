package cloister.kernel.task;

import cloister.event.EventSink;
import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Signal;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.signal.SignalAction;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.task.Registers.Word;
import cloister.kernel.time.Cost;
import cloister.kernel.time.KernelTime;
import cloister.kernel.trace.SignalDelivered;
import java.util.Optional;

/** What signals do to a task before it goes on in its program. */
public final class SignalDelivery {
  private final SignalFrame frames;
  private final SignalSender sender;
  private final Endings endings;
  private final KernelTime time;
  private final EventSink events;

  public SignalDelivery(
      UserMemory memory,
      FloatingPoint floatingPoint,
      SignalSender sender,
      Endings endings,
      KernelTime time,
      EventSink events) {
    frames = new SignalFrame(memory, floatingPoint);
    this.sender = sender;
    this.endings = endings;
    this.time = time;
    this.events = events;
  }

  /** Does all that wait; behind it the task may be stopped or dead. */
  public void deliver(Task task) {
    boolean handled = false;
    while (task.state() == TaskState.RUNNABLE) {
      boolean killed = task.hasSignal(Signal.SIGKILL);
      Optional<SignalInfo> decided = killed ? Optional.empty() : task.tracing().takeVerdict();
      Optional<SignalInfo> next = decided.or(() -> take(task));
      if (next.isEmpty()) {
        break;
      }
      int signal = next.get().signal();
      if (signal == 0) {
        continue;
      }
      boolean asks = decided.isEmpty() && task.tracing().isTraced();
      if (asks && !isCertain(task, signal)) {
        endings.tracers().standForSignal(task, next.get());
        return;
      }
      if (decided.isPresent() && (task.blocked() & Signal.bit(signal)) != 0) {
        task.pending().add(next.get());
        continue;
      }
      handled |= act(task, next.get(), handled);
    }
    if (task.isAlive() && !handled) {
      restartCall(task);
      task.restoreMask();
    }
  }

  /** SIGKILL comes first, wherever it waits. */
  private static Optional<SignalInfo> take(Task task) {
    boolean killed = task.hasSignal(Signal.SIGKILL);
    long allowed = killed ? Signal.bit(Signal.SIGKILL) : ~task.blocked();
    return task.takeSignal(allowed);
  }

  /** Whether nobody may hold it up. */
  private static boolean isCertain(Task task, int signal) {
    return signal == Signal.SIGKILL || task.handlers().of(signal).is(SignalAction.FIXED);
  }

  /**
   * The first process of a namespace does not end or stop by default, whoever lets the signal
   * through; but for what comes from above, and for a fault of its own.
   */
  private static boolean isSparedInit(Task task, SignalInfo info) {
    boolean fromAbove = isCertain(task, info.signal()) || info.signal() == Signal.SIGSTOP;
    boolean fault = Signal.isFault(info.signal()) && info.code() > 0;
    return task.process().isInit() && !fromAbove && (!fault || task.tracing().isTraced());
  }

  private boolean act(Task task, SignalInfo info, boolean again) {
    SignalAction action = task.handlers().of(info.signal());
    if (action.isIgnored() || action.isDefault() && isSparedInit(task, info)) {
      return false;
    }
    if (events.listening()) {
      events.accept(new SignalDelivered(task.tid(), info.signal(), !action.isDefault()));
    }
    if (action.isDefault()) {
      switch (Signal.defaultAction(info.signal())) {
        case IGNORE, CONTINUE -> {}
        case STOP -> sender.stop(task.process(), info.signal());
        case TERMINATE, CORE -> {
          if (!endings.tracers().standAtEnd(task, info.signal(), info)) {
            endings.endProcess(task.process(), info.signal());
          }
        }
      }
      return false;
    }
    if (!again) {
      interruptCall(task, action);
    }
    handle(task, info, action);
    return true;
  }

  private void handle(Task task, SignalInfo info, SignalAction action) {
    time.charge(Cost.SIGNAL, 1);
    try {
      frames.build(task, info, action, task.maskToRestore());
    } catch (KernelError noStack) {
      task.handlers().set(Signal.SIGSEGV, SignalAction.DEFAULT);
      endings.endProcess(task.process(), Signal.SIGSEGV);
      return;
    }
    if (action.is(SignalAction.RESET_HANDLER)) {
      task.handlers().set(info.signal(), SignalAction.DEFAULT);
    }
    task.setBlocked(task.blocked() | SignalFrame.maskDuring(info, action));
  }

  /** A handler runs: an interrupted call ends with EINTR, or comes again behind the handler. */
  private static void interruptCall(Task task, SignalAction action) {
    Registers registers = task.registers();
    int result = registers.get(Word.EAX);
    if (registers.get(Word.ORIGINAL_EAX) >= 0 && Restart.is(result)) {
      if (result == Restart.SYSTEM_CALL && action.is(SignalAction.RESTART)) {
        again(registers);
      } else {
        registers.set(Word.EAX, -Errno.EINTR.number());
      }
    }
  }

  /** No handler runs: an interrupted call comes again. */
  private static void restartCall(Task task) {
    Registers registers = task.registers();
    int result = registers.get(Word.EAX);
    if (registers.get(Word.ORIGINAL_EAX) >= 0 && Restart.is(result)) {
      task.call().keepsDeadline = result == Restart.FOR_THE_REST;
      again(registers);
    }
  }

  /** Back to the INT 80h. */
  private static void again(Registers registers) {
    registers.set(Word.EAX, registers.get(Word.ORIGINAL_EAX));
    registers.set(Word.EIP, registers.get(Word.EIP) - 2);
    registers.set(Word.ORIGINAL_EAX, -1);
  }

  /** sigreturn(2); a frame that cannot be read ends the process. */
  public void leave(Task task, boolean withInfo) {
    try {
      if (withInfo) {
        frames.leaveWithInfo(task);
      } else {
        frames.leave(task);
      }
    } catch (KernelError badFrame) {
      sender.force(task, SignalInfo.fromKernel(Signal.SIGSEGV));
    }
  }

  /** struct siginfo in a program's memory. */
  public void writeInfo(SignalInfo info, int address) throws KernelError {
    frames.writeInfo(info, address);
  }
}

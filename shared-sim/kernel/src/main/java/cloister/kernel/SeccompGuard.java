package cloister.kernel;

import cloister.event.EventSink;
import cloister.kernel.abi.Signal;
import cloister.kernel.cred.Credentials;
import cloister.kernel.seccomp.Action;
import cloister.kernel.seccomp.CallData;
import cloister.kernel.seccomp.Filter;
import cloister.kernel.seccomp.Seccomp;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.syscall.SystemCall;
import cloister.kernel.task.Endings;
import cloister.kernel.task.KernelLog;
import cloister.kernel.task.Registers;
import cloister.kernel.task.Registers.Word;
import cloister.kernel.task.Restart;
import cloister.kernel.task.SignalSender;
import cloister.kernel.task.Task;
import cloister.kernel.time.Cost;
import cloister.kernel.time.KernelTime;
import cloister.kernel.trace.CallFiltered;
import java.util.Locale;

/** Asks a task's filters before a system call is made, and does what they say (seccomp(2)). */
final class SeccompGuard {
  /** What may be called in strict mode: exit, read, write, sigreturn. */
  private static final int EXIT = 1;

  private static final int READ = 3;
  private static final int WRITE = 4;
  private static final int SIGRETURN = 119;

  private static final int ARGUMENTS = 6;
  private static final int MOST_ERRNO = 4095;
  private static final int ENOSYS = 38;

  private final SignalSender signals;
  private final Endings endings;
  private final KernelLog log;
  private final KernelTime time;
  private final EventSink events;

  SeccompGuard(
      SignalSender signals, Endings endings, KernelLog log, KernelTime time, EventSink events) {
    this.signals = signals;
    this.endings = endings;
    this.log = log;
    this.time = time;
    this.events = events;
  }

  /** What becomes of a call. */
  enum Outcome {
    ALLOWED,
    /** It is not made; EAX has what the program gets. */
    ANSWERED,
    /** The task ends, or will before it goes on. */
    ENDED
  }

  Outcome ask(Task task, SystemCall call) {
    return switch (task.seccomp().mode()) {
      case Seccomp.DISABLED -> Outcome.ALLOWED;
      case Seccomp.STRICT -> askStrictly(task, call);
      default -> askFilters(task, call);
    };
  }

  private Outcome askStrictly(Task task, SystemCall call) {
    boolean allowed =
        switch (call.number()) {
          case EXIT, READ, WRITE, SIGRETURN -> true;
          default -> false;
        };
    if (!allowed) {
      tell(task, call, "strict", 0, 0);
      audit(task, call.number(), Signal.SIGKILL, Action.KILL_THREAD.value());
      endings.endTask(task, Signal.SIGKILL);
    }
    return allowed ? Outcome.ALLOWED : Outcome.ENDED;
  }

  private Outcome askFilters(Task task, SystemCall call) {
    Registers registers = task.registers();
    int[] arguments = new int[ARGUMENTS];
    for (int i = 0; i < ARGUMENTS; i++) {
      arguments[i] = registers.argument(i);
    }
    int number = registers.get(Word.ORIGINAL_EAX);
    CallData data = new CallData(number, registers.get(Word.EIP), arguments);
    Filter.Verdict verdict = task.seccomp().filter().ask(data);
    time.charge(Cost.FILTER_INSTRUCTION, verdict.instructions());
    Action action = verdict.action();
    if (action == Action.ALLOW) {
      return Outcome.ALLOWED;
    }
    int given = Math.min(verdict.data(), MOST_ERRNO);
    int shown = action == Action.ERRNO ? given : verdict.data();
    tell(task, call, action.id(), shown, verdict.by().depth());
    SignalInfo info =
        SignalInfo.refused(data.instruction(), number, CallData.ARCHITECTURE, verdict.data());
    switch (action) {
      case KILL_PROCESS, KILL_THREAD -> kill(task, number, info, action);
      case TRAP -> {
        auditIfAsked(task, number, verdict);
        registers.set(Word.EAX, number);
        signals.force(task, info);
      }
      case ERRNO -> {
        auditIfAsked(task, number, verdict);
        answer(registers, -given);
      }
      case TRACE -> {
        auditIfAsked(task, number, verdict);
        registers.set(Word.EAX, -ENOSYS);
      }
      case LOG -> audit(task, number, 0, action.value());
      case ALLOW -> throw new IllegalStateException("allowed already");
    }
    return switch (action) {
      case KILL_PROCESS, KILL_THREAD -> Outcome.ENDED;
      case LOG, ALLOW -> Outcome.ALLOWED;
      case TRAP, ERRNO, TRACE -> Outcome.ANSWERED;
    };
  }

  /** An error by which the kernel itself marks a call to be made again means nothing here. */
  private static void answer(Registers registers, int result) {
    registers.set(Word.EAX, result);
    if (Restart.is(result)) {
      registers.set(Word.ORIGINAL_EAX, -1);
    }
  }

  /**
   * Of several threads one may end alone; the last one takes the process with it. Nobody who traces
   * it is asked.
   */
  private void kill(Task task, int number, SignalInfo info, Action action) {
    audit(task, number, Signal.SIGSYS, action.value());
    long alive = task.process().tasks().stream().filter(Task::isAlive).count();
    if (action == Action.KILL_THREAD && alive > 1) {
      endings.endTask(task, Signal.SIGSYS);
      return;
    }
    task.registers().set(Word.EAX, number);
    signals.forceEnd(task, info);
  }

  private void tell(Task task, SystemCall call, String action, int data, int filter) {
    if (events.listening()) {
      events.accept(new CallFiltered(task.tid(), call.number(), call.name(), action, data, filter));
    }
  }

  private void auditIfAsked(Task task, int number, Filter.Verdict verdict) {
    if (verdict.by().logs()) {
      audit(task, number, 0, verdict.action().value());
    }
  }

  /** A line as the kernel writes it where no audit daemon listens (kernel/auditsc.c). */
  private void audit(Task task, int number, int signal, int code) {
    Credentials who = task.credentials();
    long millis = time.realNanos() / 1_000_000;
    String fraction = Long.toString(1000 + millis % 1000);
    log.say(
        KernelLog.NOTICE,
        "audit: type=1326 audit("
            + millis / 1000
            + "."
            + fraction.substring(1)
            + ":"
            + log.nextRecord()
            + "): auid=4294967295 uid="
            + who.uid()
            + " gid="
            + who.gid()
            + " ses=4294967295 pid="
            + task.process().pid()
            + " comm="
            + untrusted(task.name())
            + " exe="
            + untrusted(task.executableName())
            + " sig="
            + signal
            + " arch="
            + Integer.toHexString(CallData.ARCHITECTURE)
            + " syscall="
            + number
            + " compat=0 ip=0x"
            + Integer.toHexString(task.registers().get(Word.EIP))
            + " code=0x"
            + Integer.toHexString(code));
  }

  /** What a program has chosen is in hex where it could be taken for more than one field. */
  private static String untrusted(String text) {
    StringBuilder hex = new StringBuilder();
    boolean plain = true;
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      plain &= one > ' ' && one <= '~' && one != '"';
      hex.append(Integer.toHexString(0x100 | one & 0xff).substring(1).toUpperCase(Locale.ROOT));
    }
    return plain ? '"' + text + '"' : hex.toString();
  }
}

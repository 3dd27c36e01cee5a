package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.event.Event;
import cloister.event.MarkKind;
import cloister.kernel.abi.Errno;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The kernel answers a task.
 *
 * @param pid number of the task
 * @param arguments as a trace shows them, with what the call has written there
 * @param result as the program gets it, or that the call was interrupted (include/linux/errno.h)
 */
public record SystemCallLeft(int pid, int call, String callName, String arguments, int result)
    implements Event.PartEvent {
  @Override
  public String name() {
    return "syscall.leave";
  }

  @Override
  public OptionalInt number() {
    return OptionalInt.of(call);
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(result);
  }

  @Override
  public Message sentence() {
    return Message.of("syscall.leave", Argument.decimal("pid", pid), Argument.code("call", text()));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("call", callName).put("arguments", arguments).put("result", result);
  }

  @Override
  public Optional<MarkKind> mark() {
    return Optional.empty();
  }

  /** As strace(1) shows it. */
  public String text() {
    return callName + "(" + arguments + ") = " + answer();
  }

  /** Whether the program gets an error. */
  public boolean isRefused() {
    return result < 0 && result > -4096;
  }

  /** The error's name, as {@code ENOENT}; of a call that was interrupted the kernel's own. */
  public String error() {
    String text = isInternal() ? answer().substring(2) : Errno.describe(-result);
    int end = text.indexOf(' ');
    return end < 0 ? text : text.substring(0, end);
  }

  private boolean isInternal() {
    return result <= -512 && result >= -516;
  }

  /** What stands behind the equals sign. */
  public String answer() {
    return switch (result) {
      case -512 -> "? ERESTARTSYS (To be restarted if SA_RESTART is set)";
      case -514 -> "? ERESTARTNOHAND (To be restarted if no handler)";
      case -516 -> "? ERESTART_RESTARTBLOCK (Interrupted by signal)";
      default ->
          result < 0 && result > -4096 ? "-1 " + Errno.describe(-result) : Integer.toString(result);
    };
  }

  @Override
  public boolean tellsStep() {
    return true;
  }
}

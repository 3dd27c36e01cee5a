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

  private String answer() {
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

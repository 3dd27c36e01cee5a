package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.event.MarkKind;
import cloister.kernel.abi.Errno;
import cloister.kernel.abi.Signal;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A filter did not simply allow a call (seccomp(2)).
 *
 * @param action {@code kill-process}, {@code kill-thread}, {@code trap}, {@code errno}, {@code
 *     trace}, {@code log}; {@code strict} where strict mode ends the task
 * @param data what the filter gave along: an error's number, or what it likes
 * @param filter which one it was, the oldest being 1; 0 for strict mode
 */
public record CallFiltered(int pid, int call, String callName, String action, int data, int filter)
    implements KernelEvent {
  @Override
  public String name() {
    return action.equals("strict") || action.startsWith("kill")
        ? "seccomp.kill"
        : "seccomp." + action;
  }

  @Override
  public OptionalInt number() {
    return OptionalInt.of(call);
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(pid);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "filtered." + action,
        Argument.decimal("pid", pid),
        Argument.code("call", callName),
        Argument.code("error", error()),
        Argument.decimal("filter", filter));
  }

  /** The name of the error that the call is answered with; empty for other actions. */
  public String error() {
    if (!action.equals("errno")) {
      return "";
    }
    String text = data == 0 ? "0" : Errno.describe(data);
    int end = text.indexOf(' ');
    return end < 0 ? text : text.substring(0, end);
  }

  /** What the program gets in place of an answer; 0 for nothing. */
  public int signal() {
    return switch (action) {
      case "strict" -> Signal.SIGKILL;
      case "kill-process", "kill-thread", "trap" -> Signal.SIGSYS;
      default -> 0;
    };
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid)
        .put("call", callName)
        .put("action", action)
        .put("data", data)
        .put("filter", filter);
  }

  @Override
  public Optional<MarkKind> mark() {
    return action.equals("log") ? Optional.empty() : Optional.of(MarkKind.FAULT);
  }

  @Override
  public String label() {
    return callName;
  }

  /** The call does, or the end that it leads to. */
  @Override
  public boolean tellsStep() {
    return false;
  }
}

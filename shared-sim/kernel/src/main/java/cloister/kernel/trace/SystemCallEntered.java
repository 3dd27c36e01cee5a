package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/**
 * A task asks the kernel for something.
 *
 * @param pid number of the task
 * @param arguments as a trace shows them
 */
public record SystemCallEntered(int pid, int call, String callName, String arguments)
    implements KernelEvent {
  @Override
  public String name() {
    return "syscall.enter";
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
        "syscall.enter",
        Argument.decimal("pid", pid),
        Argument.code("call", callName + "(" + arguments + ")"));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("call", callName).put("arguments", arguments);
  }

  @Override
  public String label() {
    return callName;
  }
}

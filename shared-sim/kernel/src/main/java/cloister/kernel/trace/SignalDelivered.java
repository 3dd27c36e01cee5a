package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.event.MarkKind;
import cloister.kernel.abi.Signal;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A signal has reached a task.
 *
 * @param handled by a handler of the program
 */
public record SignalDelivered(int pid, int signal, boolean handled) implements KernelEvent {
  @Override
  public String name() {
    return "process.signal";
  }

  @Override
  public OptionalInt number() {
    return OptionalInt.of(signal);
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(pid);
  }

  @Override
  public Message sentence() {
    return Message.of(
        handled ? "process.handler" : "process.signal",
        Argument.decimal("pid", pid),
        Argument.code("signal", Signal.name(signal)));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("signal", Signal.name(signal)).put("handled", handled);
  }

  @Override
  public Optional<MarkKind> mark() {
    return Optional.of(MarkKind.CROSSING);
  }

  @Override
  public String label() {
    return Signal.name(signal);
  }
}

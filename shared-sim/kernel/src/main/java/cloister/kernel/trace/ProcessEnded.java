package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.event.MarkKind;
import cloister.kernel.abi.Signal;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A process has ended.
 *
 * @param status as wait(2) tells it: the exit code in the second byte, or a signal
 */
public record ProcessEnded(int pid, int status) implements KernelEvent {
  @Override
  public String name() {
    return "process.exit";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(status);
  }

  @Override
  public Message sentence() {
    return (status & 0x7f) == 0
        ? Message.of(
            "process.exit", Argument.decimal("pid", pid), Argument.decimal("status", status >> 8))
        : Message.of(
            "process.killed",
            Argument.decimal("pid", pid),
            Argument.code("signal", Signal.name(status & 0x7f)));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("status", status);
  }

  @Override
  public Optional<MarkKind> mark() {
    return Optional.of(MarkKind.HALT);
  }

  @Override
  public String label() {
    return (status & 0x7f) == 0 ? "exit" : Signal.name(status & 0x7f);
  }
}

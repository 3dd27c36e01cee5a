package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.event.MarkKind;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/** It is the turn of another task than before; of none when {@code pid} is 0. */
public record TaskChosen(int pid) implements KernelEvent {
  @Override
  public String name() {
    return "process.switch";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.empty();
  }

  @Override
  public Message sentence() {
    return pid == 0
        ? Message.of("process.idle")
        : Message.of("process.switch", Argument.decimal("pid", pid));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid);
  }

  @Override
  public Optional<MarkKind> mark() {
    return Optional.empty();
  }

  @Override
  public boolean tellsStep() {
    return false;
  }
}

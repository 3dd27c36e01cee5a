package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.event.Event;
import cloister.event.MarkKind;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/** A task has made another one. */
public record TaskForked(int pid, int child) implements Event.PartEvent {
  @Override
  public String name() {
    return "process.fork";
  }

  @Override
  public OptionalInt number() {
    return OptionalInt.of(pid);
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(child);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "process.fork", Argument.decimal("pid", pid), Argument.decimal("child", child));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("child", child);
  }

  @Override
  public Optional<MarkKind> mark() {
    return Optional.of(MarkKind.CALL);
  }

  @Override
  public String label() {
    return "fork";
  }

  @Override
  public boolean tellsStep() {
    return true;
  }
}

package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** A task has made another one. */
public record TaskForked(int pid, int child) implements KernelEvent {
  @Override
  public String name() {
    return "process.fork";
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
  public String label() {
    return "fork";
  }
}

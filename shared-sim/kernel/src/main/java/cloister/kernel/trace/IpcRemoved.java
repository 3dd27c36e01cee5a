package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** An object of System V is gone, by a process or with the last who had it. */
public record IpcRemoved(int pid, String kind, int id, int namespace) implements KernelEvent {
  @Override
  public String name() {
    return "ipc.remove";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(id);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "objects.remove",
        Argument.decimal("pid", pid),
        Argument.code("kind", kind),
        Argument.decimal("id", id),
        Argument.decimal("namespace", namespace));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("kind", kind).put("id", id).put("namespace", Json.unsigned(namespace));
  }

  @Override
  public String label() {
    return kind + "ctl";
  }
}

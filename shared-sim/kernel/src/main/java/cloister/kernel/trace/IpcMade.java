package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** A process has made an object of System V: {@code shm}, {@code sem} or {@code msg}. */
public record IpcMade(int pid, String kind, int id, int key, int namespace) implements KernelEvent {
  @Override
  public String name() {
    return "ipc.make";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(id);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "objects.make",
        Argument.decimal("pid", pid),
        Argument.code("kind", kind),
        Argument.decimal("id", id),
        Argument.decimal("key", key),
        Argument.decimal("namespace", namespace));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid)
        .put("kind", kind)
        .put("id", id)
        .put("key", key)
        .put("namespace", Json.unsigned(namespace));
  }

  @Override
  public String label() {
    return kind + "get";
  }
}

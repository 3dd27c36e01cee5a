package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** Operations on a set of semaphores are done. */
public record SemaphoresChanged(int pid, int id, int namespace, String what)
    implements KernelEvent {
  @Override
  public String name() {
    return "ipc.semaphores";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(id);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "objects.semaphores",
        Argument.decimal("pid", pid),
        Argument.code("what", what),
        Argument.decimal("id", id),
        Argument.decimal("namespace", namespace));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("id", id).put("namespace", Json.unsigned(namespace)).put("what", what);
  }

  @Override
  public String label() {
    return "semop";
  }
}

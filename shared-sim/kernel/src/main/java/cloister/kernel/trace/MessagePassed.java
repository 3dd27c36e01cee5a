package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** A message comes into a queue of System V, or is taken out of it. */
public record MessagePassed(int pid, int id, int namespace, int type, int bytes, boolean comes)
    implements KernelEvent {
  @Override
  public String name() {
    return "ipc.message";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(id);
  }

  @Override
  public Message sentence() {
    return Message.of(
        comes ? "objects.send" : "objects.receive",
        Argument.decimal("pid", pid),
        Argument.decimal("type", type),
        Argument.decimal("bytes", bytes),
        Argument.decimal("id", id),
        Argument.decimal("namespace", namespace));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid)
        .put("id", id)
        .put("namespace", Json.unsigned(namespace))
        .put("type", type)
        .put("bytes", bytes)
        .put("comes", comes);
  }

  @Override
  public String label() {
    return comes ? "msgsnd" : "msgrcv";
  }
}

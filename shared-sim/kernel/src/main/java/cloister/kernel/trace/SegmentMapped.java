package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** One area of memory more or less shows a segment of System V. */
public record SegmentMapped(int pid, int id, int namespace, int areas, boolean more)
    implements KernelEvent {
  @Override
  public String name() {
    return "ipc.map";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(id);
  }

  @Override
  public Message sentence() {
    return Message.of(
        more ? "objects.attach" : "objects.detach",
        Argument.decimal("pid", pid),
        Argument.decimal("id", id),
        Argument.decimal("areas", areas),
        Argument.decimal("namespace", namespace));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid)
        .put("id", id)
        .put("namespace", Json.unsigned(namespace))
        .put("areas", areas)
        .put("more", more);
  }

  @Override
  public String label() {
    return more ? "shmat" : "shmdt";
  }
}

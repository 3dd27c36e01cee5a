package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** A task lives in another control group from now on. */
public record CgroupEntered(int pid, int moved, String path) implements KernelEvent {
  @Override
  public String name() {
    return "cgroup.enter";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(moved);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "bounds.enter",
        Argument.decimal("pid", pid),
        Argument.decimal("moved", moved),
        Argument.code("path", path));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("moved", moved).put("path", path);
  }

  @Override
  public String label() {
    return "cgroup";
  }
}

package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** A group was frozen, or goes on. */
public record CgroupFrozen(int pid, String path, boolean frozen) implements KernelEvent {
  @Override
  public String name() {
    return frozen ? "cgroup.freeze" : "cgroup.thaw";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(pid);
  }

  @Override
  public Message sentence() {
    return Message.of(
        frozen ? "bounds.freeze" : "bounds.thaw",
        Argument.decimal("pid", pid),
        Argument.code("path", path));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("path", path).put("frozen", frozen);
  }

  @Override
  public String label() {
    return frozen ? "freeze" : "thaw";
  }
}

package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** All processes of a group were killed. */
public record CgroupKilled(int pid, String path, int processes) implements KernelEvent {
  @Override
  public String name() {
    return "cgroup.kill";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(processes);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "bounds.kill",
        Argument.decimal("pid", pid),
        Argument.code("path", path),
        Argument.decimal("processes", processes));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("path", path).put("processes", processes);
  }

  @Override
  public String label() {
    return "kill";
  }
}

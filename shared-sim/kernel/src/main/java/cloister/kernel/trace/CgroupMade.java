package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** A control group was made (mkdir(2) in cgroup2). */
public record CgroupMade(int pid, String path) implements KernelEvent {
  @Override
  public String name() {
    return "cgroup.make";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(pid);
  }

  @Override
  public Message sentence() {
    return Message.of("bounds.make", Argument.decimal("pid", pid), Argument.code("path", path));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("path", path);
  }

  @Override
  public String label() {
    return "mkdir";
  }
}

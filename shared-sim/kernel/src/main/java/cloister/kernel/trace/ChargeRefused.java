package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** A group's bound refuses a task another one. */
public record ChargeRefused(int pid, String path, String file, int limit) implements KernelEvent {
  @Override
  public String name() {
    return "cgroup.refuse";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(pid);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "bounds.refuse",
        Argument.decimal("pid", pid),
        Argument.code("path", path),
        Argument.code("file", file),
        Argument.decimal("limit", limit));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("path", path).put("file", file).put("limit", limit);
  }

  @Override
  public String label() {
    return "EAGAIN";
  }
}

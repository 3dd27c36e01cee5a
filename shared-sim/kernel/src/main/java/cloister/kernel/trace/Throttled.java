package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** A group has had its time of this period (cpu.max), in microseconds. */
public record Throttled(int pid, String path, int quota, int period) implements KernelEvent {
  @Override
  public String name() {
    return "cpu.throttle";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(quota);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "bounds.throttle",
        Argument.decimal("pid", pid),
        Argument.code("path", path),
        Argument.decimal("quota", quota),
        Argument.decimal("period", period));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("path", path).put("quota", quota).put("period", period);
  }

  @Override
  public String label() {
    return "throttled";
  }
}

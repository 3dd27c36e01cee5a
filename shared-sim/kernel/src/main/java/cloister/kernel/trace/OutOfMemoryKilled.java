package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** A group has no page left, and a process of it ends. */
public record OutOfMemoryKilled(int pid, String program, String path, int pages)
    implements KernelEvent {
  @Override
  public String name() {
    return "memory.kill";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(pid);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "bounds.end",
        Argument.decimal("pid", pid),
        Argument.code("program", program),
        Argument.code("path", path),
        Argument.decimal("pages", pages));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("program", program).put("path", path).put("pages", pages);
  }

  @Override
  public String label() {
    return "OOM";
  }
}

package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** A group's bound refuses a task a page. */
public record MemoryRefused(int pid, String path, int pages) implements KernelEvent {
  @Override
  public String name() {
    return "memory.refuse";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(pid);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "bounds.page",
        Argument.decimal("pid", pid),
        Argument.code("path", path),
        Argument.decimal("pages", pages));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("path", path).put("pages", pages);
  }

  @Override
  public String label() {
    return "memory.max";
  }
}

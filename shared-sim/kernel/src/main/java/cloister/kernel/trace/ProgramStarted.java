package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** A process goes on with another program. */
public record ProgramStarted(int pid, String path) implements KernelEvent {
  @Override
  public String name() {
    return "process.exec";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.empty();
  }

  @Override
  public Message sentence() {
    return Message.of("process.exec", Argument.decimal("pid", pid), Argument.code("path", path));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("path", path);
  }

  @Override
  public String label() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}

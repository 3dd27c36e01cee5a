package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/**
 * A file of a lower layer was about to be changed, and has a copy in the upper one.
 *
 * @param place in the overlay
 * @param bytes of its content that were copied
 */
public record CopiedUp(int pid, String place, long bytes) implements KernelEvent {
  @Override
  public String name() {
    return "overlay.copy-up";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of((int) bytes);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "overlay.copy-up",
        Argument.decimal("pid", pid),
        Argument.code("place", place),
        Argument.decimal("bytes", (int) bytes));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("place", place).put("bytes", (int) bytes);
  }

  @Override
  public String label() {
    return "copy-up";
  }
}

package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/**
 * A name of a lower layer was taken away: a whiteout in the upper one hides it.
 *
 * @param place in the overlay
 */
public record NameHidden(int pid, String place) implements KernelEvent {
  @Override
  public String name() {
    return "overlay.whiteout";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.empty();
  }

  @Override
  public Message sentence() {
    return Message.of(
        "overlay.whiteout", Argument.decimal("pid", pid), Argument.code("place", place));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("place", place);
  }

  @Override
  public String label() {
    return "whiteout";
  }
}

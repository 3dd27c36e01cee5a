package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** A mount has left its place. */
public record Unmounted(int pid, int mount, int namespace, String place) implements KernelEvent {
  @Override
  public String name() {
    return "mount.detach";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(mount);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "mount.detach",
        Argument.decimal("pid", pid),
        Argument.code("place", place),
        Argument.decimal("namespace", namespace));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid)
        .put("mount", mount)
        .put("namespace", Json.unsigned(namespace))
        .put("place", place);
  }

  @Override
  public String label() {
    return "umount";
  }
}

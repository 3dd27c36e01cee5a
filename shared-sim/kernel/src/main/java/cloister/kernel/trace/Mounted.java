package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/**
 * Something is seen at a place of a namespace from now on: mounted there, or passed on by a peer.
 */
public record Mounted(int pid, int mount, int namespace, String type, String place)
    implements KernelEvent {
  @Override
  public String name() {
    return "mount.attach";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(mount);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "mount.attach",
        Argument.decimal("pid", pid),
        Argument.code("type", type),
        Argument.code("place", place),
        Argument.decimal("namespace", namespace));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid)
        .put("mount", mount)
        .put("namespace", Json.unsigned(namespace))
        .put("type", type)
        .put("place", place);
  }

  @Override
  public String label() {
    return "mount";
  }
}

package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** An interface is in another namespace from now on. */
public record InterfaceMoved(int pid, int network, String device, int to) implements KernelEvent {
  @Override
  public String name() {
    return "interface.move";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(to);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "interfaces.move",
        Argument.decimal("pid", pid),
        Argument.decimal("network", network),
        Argument.code("device", device),
        Argument.decimal("to", to));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid)
        .put("network", Json.unsigned(network))
        .put("device", device)
        .put("to", Json.unsigned(to));
  }

  @Override
  public String label() {
    return "ip link";
  }
}

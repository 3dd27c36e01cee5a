package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** An interface is gone, and the other end of a pair with it. */
public record InterfaceRemoved(int pid, int network, String device) implements KernelEvent {
  @Override
  public String name() {
    return "interface.remove";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(network);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "interfaces.remove",
        Argument.decimal("pid", pid),
        Argument.decimal("network", network),
        Argument.code("device", device));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("network", Json.unsigned(network)).put("device", device);
  }

  @Override
  public String label() {
    return "ip link";
  }
}

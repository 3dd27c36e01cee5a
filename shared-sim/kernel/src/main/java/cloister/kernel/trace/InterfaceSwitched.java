package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** An interface is up, or down. */
public record InterfaceSwitched(int pid, int network, String device, boolean up)
    implements KernelEvent {
  @Override
  public String name() {
    return "interface.switch";
  }

  /** 1 for up. */
  @Override
  public OptionalInt number() {
    return OptionalInt.of(up ? 1 : 0);
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(network);
  }

  @Override
  public Message sentence() {
    return Message.of(
        up ? "interfaces.up" : "interfaces.down",
        Argument.decimal("pid", pid),
        Argument.decimal("network", network),
        Argument.code("device", device));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("network", Json.unsigned(network)).put("device", device).put("up", up);
  }

  @Override
  public String label() {
    return "ip link";
  }
}

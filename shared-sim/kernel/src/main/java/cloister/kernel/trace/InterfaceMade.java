package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** An interface is there from now on. */
public record InterfaceMade(int pid, int network, String device, String kind)
    implements KernelEvent {
  @Override
  public String name() {
    return "interface.make";
  }

  /** 1 for an end of a pair, 2 for something else. */
  @Override
  public OptionalInt number() {
    return OptionalInt.of(kind.equals("veth") ? 1 : 2);
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(network);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "interfaces.make",
        Argument.decimal("pid", pid),
        Argument.decimal("network", network),
        Argument.code("device", device),
        Argument.code("kind", kind));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid)
        .put("network", Json.unsigned(network))
        .put("device", device)
        .put("kind", kind);
  }

  @Override
  public String label() {
    return "ip link";
  }
}

package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** A packet has come to the namespace that has its address. */
public record PacketArrived(int pid, int network, String address, int to) implements KernelEvent {
  @Override
  public String name() {
    return "packet.arrive";
  }

  /** 1 for one that has left its namespace. */
  @Override
  public OptionalInt number() {
    return OptionalInt.of(network == to ? 0 : 1);
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(to);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "packets.arrive",
        Argument.decimal("pid", pid),
        Argument.decimal("network", network),
        Argument.code("address", address),
        Argument.decimal("to", to));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid)
        .put("network", Json.unsigned(network))
        .put("address", address)
        .put("to", Json.unsigned(to));
  }

  @Override
  public String label() {
    return "packet";
  }
}

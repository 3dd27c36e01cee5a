package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** A packet has not come to anybody. */
public record PacketLost(int pid, int network, String address) implements KernelEvent {
  @Override
  public String name() {
    return "packet.lose";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(network);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "packets.lose",
        Argument.decimal("pid", pid),
        Argument.decimal("network", network),
        Argument.code("address", address));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("network", Json.unsigned(network)).put("address", address);
  }

  @Override
  public String label() {
    return "packet";
  }
}

package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** A socket can be connected to from now on. */
public record SocketListens(int pid, int network, String address) implements KernelEvent {
  @Override
  public String name() {
    return "socket.listen";
  }

  /** The port; 0 for a name without one. */
  @Override
  public OptionalInt number() {
    return OptionalInt.of(Ports.of(address));
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(network);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "sockets.listen",
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
    return "listen";
  }
}

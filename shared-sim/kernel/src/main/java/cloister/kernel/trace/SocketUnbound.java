package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.kernel.abi.Errno;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** A socket has not got the name that was asked for. */
public record SocketUnbound(int pid, int network, String address, int error)
    implements KernelEvent {
  @Override
  public String name() {
    return "socket.unbound";
  }

  /** The errno. */
  @Override
  public OptionalInt number() {
    return OptionalInt.of(error);
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(network);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "sockets.unbound",
        Argument.decimal("pid", pid),
        Argument.decimal("network", network),
        Argument.code("address", address),
        Argument.code("why", Errno.describe(error)));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid)
        .put("network", Json.unsigned(network))
        .put("address", address)
        .put("error", error);
  }

  @Override
  public String label() {
    return "bind";
  }
}

package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** An interface has got an address, or lost one. */
public record AddressChanged(int pid, int network, String device, String address, boolean added)
    implements KernelEvent {
  @Override
  public String name() {
    return "address.change";
  }

  /** 1 for one more. */
  @Override
  public OptionalInt number() {
    return OptionalInt.of(added ? 1 : 0);
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(network);
  }

  @Override
  public Message sentence() {
    return Message.of(
        added ? "interfaces.address" : "interfaces.no-address",
        Argument.decimal("pid", pid),
        Argument.decimal("network", network),
        Argument.code("device", device),
        Argument.code("address", address));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid)
        .put("network", Json.unsigned(network))
        .put("device", device)
        .put("address", address)
        .put("added", added);
  }

  @Override
  public String label() {
    return "ip addr";
  }
}

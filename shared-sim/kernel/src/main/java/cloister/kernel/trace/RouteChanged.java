package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** There is another way, or one less. */
public record RouteChanged(int pid, int network, String route, boolean added)
    implements KernelEvent {
  @Override
  public String name() {
    return "route.change";
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
        added ? "interfaces.route" : "interfaces.no-route",
        Argument.decimal("pid", pid),
        Argument.decimal("network", network),
        Argument.code("route", route));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid)
        .put("network", Json.unsigned(network))
        .put("route", route)
        .put("added", added);
  }

  @Override
  public String label() {
    return "ip route";
  }
}

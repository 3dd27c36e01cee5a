package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/** A process has made a namespace, which it enters or its children will. */
public record NamespaceMade(int pid, String kind, int namespace) implements KernelEvent {
  @Override
  public String name() {
    return "namespace.new";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(namespace);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "namespace.new",
        Argument.decimal("pid", pid),
        Argument.code("kind", kind),
        Argument.decimal("namespace", namespace));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("kind", kind).put("namespace", Json.unsigned(namespace));
  }

  @Override
  public String label() {
    return "unshare";
  }
}

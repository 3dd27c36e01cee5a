package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/**
 * A task's calls are filtered from now on (seccomp(2)).
 *
 * @param instructions of the filter; 0 for strict mode, which has none
 * @param filters how many it has
 */
public record FilterSet(int pid, int instructions, int filters) implements KernelEvent {
  @Override
  public String name() {
    return "seccomp.set";
  }

  @Override
  public OptionalInt number() {
    return OptionalInt.of(pid);
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(filters);
  }

  @Override
  public Message sentence() {
    Argument who = Argument.decimal("pid", pid);
    if (instructions == 0) {
      return Message.of("filter.strict", who);
    }
    return Message.of(
        "filter.set",
        who,
        Argument.decimal("instructions", instructions),
        Argument.decimal("filters", filters));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("instructions", instructions).put("filters", filters);
  }

  @Override
  public String label() {
    return "seccomp";
  }
}

package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/**
 * A pseudo-terminal is there, and the process holds the end without a name (pty(7)).
 *
 * @param terminal its name in the devpts
 */
public record TerminalMade(int pid, int terminal) implements KernelEvent {
  @Override
  public String name() {
    return "pty.make";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(terminal);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "pty.make", Argument.decimal("pid", pid), Argument.decimal("terminal", terminal));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("terminal", terminal);
  }

  @Override
  public String label() {
    return "pty";
  }
}

package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/**
 * The kernel wrote into its own memory for a process, since a call did not look at the address that
 * it was given.
 */
public record WrittenUnchecked(int pid, int address, int bytes) implements KernelEvent {
  @Override
  public String name() {
    return "memory.unchecked";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(address);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "process.unchecked",
        Argument.decimal("pid", pid),
        Argument.hex("address", address),
        Argument.decimal("bytes", bytes));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).putUnsigned("address", address).put("bytes", bytes);
  }

  @Override
  public String label() {
    return "unchecked";
  }
}

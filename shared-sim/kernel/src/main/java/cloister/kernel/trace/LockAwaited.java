package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.OptionalInt;

/**
 * A lock of a file is somebody else's, and who asks for it waits (flock(2), fcntl(2)).
 *
 * @param holder the process that has it
 * @param circle it does not wait, since the holder waits for a lock of its own (EDEADLK)
 */
public record LockAwaited(int pid, int holder, boolean circle) implements KernelEvent {
  @Override
  public String name() {
    return "lock.await";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(holder);
  }

  @Override
  public Message sentence() {
    return Message.of(
        circle ? "lock.circle" : "lock.await",
        Argument.decimal("pid", pid),
        Argument.decimal("holder", holder));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("holder", holder).put("circle", circle);
  }

  @Override
  public String label() {
    return "lock";
  }
}

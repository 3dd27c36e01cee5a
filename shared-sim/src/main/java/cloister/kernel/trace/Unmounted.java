package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.event.Event;
import cloister.event.MarkKind;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/** A mount has left its place. */
public record Unmounted(int pid, int mount, int namespace, String place)
    implements Event.PartEvent {
  @Override
  public String name() {
    return "mount.detach";
  }

  @Override
  public OptionalInt number() {
    return OptionalInt.of(pid);
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(mount);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "mount.detach",
        Argument.decimal("pid", pid),
        Argument.code("place", place),
        Argument.decimal("namespace", namespace));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid)
        .put("mount", mount)
        .put("namespace", Json.unsigned(namespace))
        .put("place", place);
  }

  @Override
  public Optional<MarkKind> mark() {
    return Optional.of(MarkKind.CALL);
  }

  @Override
  public String label() {
    return "umount";
  }

  @Override
  public boolean tellsStep() {
    return true;
  }
}

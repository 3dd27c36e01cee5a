package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.event.MarkKind;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The kernel has asked whether a task has a capability (capabilities(7)).
 *
 * @param capability its number
 * @param capabilityName as {@code CAP_CHOWN}
 * @param namespace the number of the user namespace in which it would have to count
 * @param verdict {@code granted}; {@code missing} from the effective set; {@code elsewhere}, in a
 *     user namespace that is not the task's; {@code owner}, of a file whose owner is nobody there
 */
public record CapabilityAsked(
    int pid, int capability, String capabilityName, int namespace, String verdict)
    implements KernelEvent {
  @Override
  public String name() {
    return isGranted() ? "capability.granted" : "capability.refused";
  }

  public boolean isGranted() {
    return verdict.equals("granted");
  }

  @Override
  public OptionalInt number() {
    return OptionalInt.of(capability);
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(pid);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "guard." + verdict,
        Argument.decimal("pid", pid),
        Argument.code("capability", capabilityName),
        Argument.decimal("namespace", namespace));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid)
        .put("capability", capabilityName)
        .put("namespace", Json.unsigned(namespace))
        .put("verdict", verdict);
  }

  @Override
  public Optional<MarkKind> mark() {
    return isGranted() ? Optional.empty() : Optional.of(MarkKind.FAULT);
  }

  @Override
  public String label() {
    return capabilityName;
  }

  /** The call that has asked for it does. */
  @Override
  public boolean tellsStep() {
    return false;
  }
}

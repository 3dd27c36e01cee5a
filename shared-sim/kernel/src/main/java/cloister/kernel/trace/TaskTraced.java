package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.event.MarkKind;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A task is traced, stands for its tracer, goes on, or is traced no more (ptrace(2)).
 *
 * @param tracer number of the process that traces it
 * @param what {@code begin}, {@code stop}, {@code go}, {@code end}
 * @param code why it stands, as wait(2) tells it in its upper bytes; or the signal that it gets
 */
public record TaskTraced(int pid, int tracer, String what, int code) implements KernelEvent {
  @Override
  public String name() {
    return "ptrace." + what;
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(code);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "traced." + what, Argument.decimal("pid", pid), Argument.decimal("tracer", tracer));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).put("tracer", tracer).put("what", what).put("code", code);
  }

  @Override
  public Optional<MarkKind> mark() {
    return Optional.empty();
  }

  @Override
  public String label() {
    return "ptrace";
  }

  @Override
  public boolean tellsStep() {
    return false;
  }
}

package cloister.kernel.trace;

import cloister.codec.Json;
import cloister.event.MarkKind;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An access of a program to a page was refused by the processor.
 *
 * @param brought the page is there now, and the access is made again
 */
public record PageFaulted(int pid, int address, boolean write, boolean brought)
    implements KernelEvent {
  @Override
  public String name() {
    return "process.fault";
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(address);
  }

  @Override
  public Message sentence() {
    return Message.of(
        brought ? "process.fault" : "process.violation",
        Argument.decimal("pid", pid),
        Argument.hex("address", address));
  }

  @Override
  public void write(Json.Members out) {
    out.put("pid", pid).putUnsigned("address", address).put("write", write).put("brought", brought);
  }

  @Override
  public Optional<MarkKind> mark() {
    return brought ? Optional.empty() : Optional.of(MarkKind.FAULT);
  }

  @Override
  public String label() {
    return brought ? "" : "SIGSEGV";
  }
}

package cloister.hypervisor;

import cloister.codec.Json;
import cloister.event.Event;
import cloister.event.MarkKind;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The processor has entered a guest (SDM 3, chapter 26).
 *
 * @param guest its number, from 0
 * @param eip where it goes on
 * @param injected the vector of what was delivered on the way, or -1
 */
public record VmEntry(int guest, int eip, int injected) implements Event.PartEvent {
  @Override
  public String name() {
    return "vm.entry";
  }

  @Override
  public OptionalInt number() {
    return injected < 0 ? OptionalInt.empty() : OptionalInt.of(injected);
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(eip);
  }

  @Override
  public Message sentence() {
    return injected < 0
        ? Message.of("vm.entry", GuestExited.letter(guest), Argument.hex("eip", eip))
        : Message.of(
            "vm.entry.injected",
            GuestExited.letter(guest),
            Argument.hex("eip", eip),
            Argument.hex("vector", injected));
  }

  @Override
  public void write(Json.Members out) {
    out.put("guest", guest).putUnsigned("eip", eip).put("injected", injected);
  }

  @Override
  public Optional<MarkKind> mark() {
    return Optional.empty();
  }
}

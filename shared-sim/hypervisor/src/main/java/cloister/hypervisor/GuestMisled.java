package cloister.hypervisor;

import cloister.codec.Json;
import cloister.event.Event;
import cloister.event.MarkKind;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An instruction of a guest was not refused, and did something else than on a machine of its own.
 *
 * @param guest its number, from 0
 */
public record GuestMisled(int guest, Lie lie) implements Event.PartEvent {
  @Override
  public String name() {
    return "vm.lie";
  }

  @Override
  public OptionalInt number() {
    return OptionalInt.of(lie.eip());
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(guest);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "vm.lie",
        GuestExited.letter(guest),
        Argument.code("instruction", lie.instruction().text()),
        Argument.code("what", lie.what().text()),
        Argument.hex("got", lie.got()),
        Argument.hex("due", lie.due()));
  }

  @Override
  public void write(Json.Members out) {
    out.put("guest", guest)
        .putUnsigned("eip", lie.eip())
        .put("instruction", lie.instruction().text())
        .put("what", lie.what().text())
        .putUnsigned("got", lie.got())
        .putUnsigned("due", lie.due());
  }

  @Override
  public Optional<MarkKind> mark() {
    return Optional.of(MarkKind.LIE);
  }
}

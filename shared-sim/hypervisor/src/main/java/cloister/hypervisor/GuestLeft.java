package cloister.hypervisor;

import cloister.codec.Json;
import cloister.event.Event;
import cloister.event.MarkKind;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The hypervisor has found out why it has been entered.
 *
 * @param guest its number, from 0
 * @param count how often that guest has been left by now
 * @param eip of the guest's own code, where it was left
 * @param ring in which the processor had it
 * @param code the guest's instruction there
 */
public record GuestLeft(int guest, int count, ExitReason reason, int eip, int ring, String code)
    implements Event.PartEvent {
  @Override
  public String name() {
    return "vm.left";
  }

  @Override
  public OptionalInt number() {
    return OptionalInt.of(eip);
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(guest);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "vm.left",
        GuestExited.letter(guest),
        Argument.decimal("count", count),
        Argument.code("code", code),
        Argument.hex("eip", eip));
  }

  @Override
  public void write(Json.Members out) {
    out.put("guest", guest)
        .put("count", count)
        .put("reason", reason.id())
        .putUnsigned("eip", eip)
        .put("ring", ring)
        .put("code", code);
  }

  @Override
  public Optional<MarkKind> mark() {
    return Optional.empty();
  }
}

package cloister.hypervisor;

import cloister.codec.Json;
import cloister.event.Event;
import cloister.event.MarkKind;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A guest was left, and something was done for it or to it.
 *
 * @param guest its number, from 0
 * @param vector of the exception or interrupt by which the host was entered; under VT-x the exit
 *     reason
 */
public record GuestExited(int guest, int vector, Done done) implements Event.PartEvent {
  @Override
  public String name() {
    return "vm." + done.word();
  }

  @Override
  public OptionalInt number() {
    return OptionalInt.of(vector);
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(guest);
  }

  @Override
  public Message sentence() {
    return Message.of("vm." + done.word(), letter(guest), Argument.hex("vector", vector));
  }

  @Override
  public void write(Json.Members out) {
    out.put("guest", guest).put("vector", vector);
  }

  @Override
  public Optional<MarkKind> mark() {
    return Optional.of(MarkKind.EXIT);
  }

  /** Guests are called by letters. */
  static Argument letter(int guest) {
    return Argument.code("guest", String.valueOf((char) ('A' + guest)));
  }
}

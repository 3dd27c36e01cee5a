package cloister.hypervisor;

import cloister.codec.Json;
import cloister.event.Event;
import cloister.event.MarkKind;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something happened to an event channel of a guest.
 *
 * @param guest whose channel it is, from 0
 * @param port of the channel; of an upcall the first one that is pending and not masked
 * @param other the guest that has sent, or the virtual interrupt
 */
public record ChannelUsed(int guest, What what, int port, int other) implements Event.PartEvent {
  /** What was done. */
  public enum What {
    /** The guest has a port now that it had not. */
    BOUND("bind"),
    CLOSED("close"),
    /** Another guest has sent an event to this one. */
    SENT("send"),
    /** The timer was due, or something was typed. */
    INTERRUPT("virq"),
    /** The guest's callback is entered. */
    UPCALL("upcall");

    private final String word;

    What(String word) {
      this.word = word;
    }
  }

  @Override
  public String name() {
    return "vm." + what.word;
  }

  @Override
  public OptionalInt number() {
    return OptionalInt.of(port);
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(guest);
  }

  @Override
  public Message sentence() {
    return switch (what) {
      case SENT ->
          Message.of(
              "vm.send",
              GuestExited.letter(guest),
              Argument.code("from", String.valueOf((char) ('A' + other))),
              Argument.decimal("port", port));
      case INTERRUPT ->
          Message.of(
              other == EventChannels.TIMER ? "vm.virq.timer" : "vm.virq.console",
              GuestExited.letter(guest),
              Argument.decimal("port", port));
      case BOUND, CLOSED, UPCALL ->
          Message.of(name(), GuestExited.letter(guest), Argument.decimal("port", port));
    };
  }

  @Override
  public void write(Json.Members out) {
    out.put("guest", guest).put("port", port).put("other", other);
  }

  @Override
  public Optional<MarkKind> mark() {
    return Optional.empty();
  }
}

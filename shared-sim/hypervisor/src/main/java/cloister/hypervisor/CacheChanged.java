package cloister.hypervisor;

import cloister.codec.Json;
import cloister.event.Event;
import cloister.event.MarkKind;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The cache of a guest's translations has changed.
 *
 * @param guest its number, from 0
 * @param eip of the guest's code that it is about; 0 when about all
 * @param at linear address of the translation; 0 when about all
 */
public record CacheChanged(int guest, What what, int eip, int at) implements Event.PartEvent {
  /** What was done. */
  public enum What {
    /** A unit was made. */
    UNIT("unit"),
    /** A jump leads from one unit to another now. */
    CHAIN("chain"),
    /** All units were forgotten. */
    FLUSH("flush");

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
    return OptionalInt.of(eip);
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(guest);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "vm." + what.word,
        GuestExited.letter(guest),
        Argument.hex("eip", eip),
        Argument.hex("at", at));
  }

  @Override
  public void write(Json.Members out) {
    out.put("guest", guest).putUnsigned("eip", eip).putUnsigned("at", at);
  }

  @Override
  public Optional<MarkKind> mark() {
    return Optional.empty();
  }
}

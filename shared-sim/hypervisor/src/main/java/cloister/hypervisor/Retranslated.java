package cloister.hypervisor;

import cloister.codec.Json;
import cloister.event.Event;
import cloister.event.MarkKind;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An instruction of a guest's kernel is translated otherwise from now on.
 *
 * @param guest its number, from 0
 * @param eip of the instruction
 * @param at linear address of the unit that it is in now
 * @param refusals how often it was refused, up to now
 */
public record Retranslated(int guest, Why why, int eip, int at, int refusals)
    implements Event.PartEvent {
  /** What it was found to be. */
  public enum Why {
    /** It was refused too often: it is done by call-out. */
    REFUSED("retranslate"),
    /** Its call-out was not needed any more: it is copied again. */
    INNOCENT("innocent");

    private final String word;

    Why(String word) {
      this.word = word;
    }
  }

  @Override
  public String name() {
    return "vm." + why.word;
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
        "vm." + why.word,
        GuestExited.letter(guest),
        Argument.hex("eip", eip),
        Argument.hex("at", at),
        Argument.decimal("count", refusals));
  }

  @Override
  public void write(Json.Members out) {
    out.put("guest", guest).putUnsigned("eip", eip).putUnsigned("at", at).put("refusals", refusals);
  }

  @Override
  public Optional<MarkKind> mark() {
    return Optional.empty();
  }
}

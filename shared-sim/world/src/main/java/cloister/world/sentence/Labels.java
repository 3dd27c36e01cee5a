package cloister.world.sentence;

import cloister.bits.Hex;
import cloister.event.Event;
import cloister.event.MarkKind;
import cloister.why.Faults;
import cloister.world.timeline.Mark;
import cloister.world.timeline.Moment;

/** The short text beside a mark: a mnemonic, a fault, a gate. */
public final class Labels {
  private final Code code;

  public Labels(Code code) {
    this.code = code;
  }

  public String of(Mark mark) {
    Moment moment = mark.moment();
    Happening what = Happening.of(moment);
    if (mark.kind() == MarkKind.POKE) {
      return what.poked().map(poked -> PlaceWords.label(poked.path())).orElse("");
    }
    for (Event event : moment.events().reversed()) {
      if (event instanceof Event.PartEvent part && !part.label().isEmpty()) {
        return part.label();
      }
    }
    return switch (mark.kind()) {
      case FAULT -> what.fault().map(Faults::name).orElse("");
      case CROSSING ->
          moment.kind() == Moment.Kind.DELIVERY || moment.kind() == Moment.Kind.INTERRUPT
              ? what.delivered().map(delivered -> gate(delivered.vector())).orElse("")
              : code.mnemonic(moment);
      case CALL -> what.gate().map(passed -> gate(passed.index())).orElse("");
      case TABLE -> withoutSource(code.text(moment));
      case LIE -> code.mnemonic(moment);
      case HALT -> what.shutDown().isPresent() ? "" : code.mnemonic(moment);
      case EXIT, POKE -> "";
    };
  }

  private static String gate(int index) {
    return index < 256 ? "0x" + Hex.hex8(index) : "0x" + Hex.hex16(index);
  }

  /** {@code mov cr0} of {@code mov cr0, eax}; {@code lgdt} of {@code lgdt [0x7c80]}. */
  private static String withoutSource(String text) {
    int comma = text.indexOf(',');
    int space = text.indexOf(' ');
    if (comma >= 0) {
      return text.substring(0, comma);
    }
    return space < 0 ? text : text.substring(0, space);
  }
}

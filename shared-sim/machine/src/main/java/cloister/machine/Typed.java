package cloister.machine;

import cloister.codec.Json;
import cloister.event.Event;
import cloister.event.MarkKind;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * From outside the simulated machine: somebody typed at a terminal.
 *
 * @param terminal its number, from 0
 */
public record Typed(int terminal, String text) implements Event.PartEvent {
  @Override
  public String name() {
    return "terminal.type";
  }

  @Override
  public OptionalInt number() {
    return OptionalInt.of(terminal);
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.empty();
  }

  @Override
  public Message sentence() {
    return Message.of("terminal.type", Argument.code("text", label()));
  }

  @Override
  public void write(Json.Members out) {
    out.put("terminal", terminal).put("text", text);
  }

  @Override
  public Optional<MarkKind> mark() {
    return Optional.of(MarkKind.POKE);
  }

  @Override
  public String label() {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' || c == '\n') {
        shown.append("\u23ce");
      } else if (c == ' ') {
        shown.append('\u2423');
      } else if (c < ' ') {
        shown.append('^').append((char) (c + '@'));
      } else {
        shown.append(c == 0x7f ? "^?" : String.valueOf(c));
      }
    }
    return shown.toString();
  }
}

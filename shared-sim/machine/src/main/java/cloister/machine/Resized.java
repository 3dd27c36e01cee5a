package cloister.machine;

import cloister.codec.Json;
import cloister.event.Event;
import cloister.event.MarkKind;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * From outside the simulated machine: a terminal's window has another size.
 *
 * @param terminal its number, from 0
 */
public record Resized(int terminal, int columns, int rows) implements Event.PartEvent {
  @Override
  public String name() {
    return "terminal.resize";
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
    return Message.of(
        "terminal.resize", Argument.decimal("columns", columns), Argument.decimal("rows", rows));
  }

  @Override
  public void write(Json.Members out) {
    out.put("terminal", terminal).put("columns", columns).put("rows", rows);
  }

  /** It is the page that does it, and nothing to go to. */
  @Override
  public Optional<MarkKind> mark() {
    return Optional.empty();
  }
}

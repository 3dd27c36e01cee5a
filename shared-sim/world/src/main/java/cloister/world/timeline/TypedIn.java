package cloister.world.timeline;

import cloister.event.Event;
import cloister.machine.Machine;
import cloister.machine.Typed;
import java.nio.charset.StandardCharsets;

/** Something typed at a terminal after a step. */
record TypedIn(long step, int terminal, String text) implements Outside {
  @Override
  public Event event() {
    return new Typed(terminal, text);
  }

  @Override
  public void applyTo(Machine machine) {
    machine.terminals().get(terminal).type(text.getBytes(StandardCharsets.UTF_8));
  }
}

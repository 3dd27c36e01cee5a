package cloister.world.timeline;

import cloister.event.Event;
import cloister.machine.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One step, as a fact that can be told later.
 *
 * @param step the step's number; 0 is the start, before anything ran
 * @param kind what the step was
 * @param address linear address of the instruction, of the refused one for a delivery, of the next
 *     one for an interrupt
 * @param bits code size of the segment it ran in, 16 or 32
 * @param cpl privilege level before the step
 * @param code the instruction's first bytes as they were; empty when not recorded
 * @param events what the machine reported, and what was changed by hand after the step
 */
public record Moment(
    int step, Kind kind, int address, int bits, int cpl, byte[] code, List<Event> events) {

  /** Kinds of steps. */
  public enum Kind {
    START,
    INSTRUCTION,
    /** An exception that was pending entered its handler, or could not. */
    DELIVERY,
    /** An interrupt from outside entered its handler, or could not; no instruction ran. */
    INTERRUPT,
    /** The processor was halted, and time went on to what a device does next. */
    IDLE
  }

  public Moment {
    events = List.copyOf(events);
  }

  /** What was typed at a terminal here, if that is the last thing that happened. */
  public Optional<Typed> typed() {
    return !events.isEmpty() && events.get(events.size() - 1) instanceof Typed typed
        ? Optional.of(typed)
        : Optional.empty();
  }

  /** True when the last thing that happened here was a change by hand. */
  public boolean changedByHand() {
    return !events.isEmpty() && events.get(events.size() - 1) instanceof Event.Poked;
  }

  Moment without(Event event) {
    List<Event> fewer = new ArrayList<>(events);
    fewer.removeIf(other -> other == event);
    return with(fewer);
  }

  Moment with(List<Event> more) {
    return new Moment(step, kind, address, bits, cpl, code, more);
  }
}

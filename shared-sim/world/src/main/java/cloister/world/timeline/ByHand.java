package cloister.world.timeline;

import cloister.event.Event;
import cloister.machine.Machine;
import cloister.world.probe.Place;

/** A change made by hand after a step. */
record ByHand(long step, String path, Place place, int old, int value) implements Outside {
  private static final String IOPL = "flags.iopl";

  @Override
  public Event.Poked event() {
    return new Event.Poked(path, old, value);
  }

  @Override
  public void applyTo(Machine machine) {
    place.write(machine, value);
  }

  /** Does something else to the same place. */
  ByHand with(int other) {
    return new ByHand(step, path, place, value, other);
  }

  /** Whether a delivery of an exception leaves the place what it was. */
  boolean survivesDelivery(Machine machine) {
    return place.physical(machine) >= 0 || path.equals(IOPL);
  }
}

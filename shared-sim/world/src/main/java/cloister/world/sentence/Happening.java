package cloister.world.sentence;

import cloister.event.Event;
import cloister.world.timeline.Moment;
import java.util.Optional;

/** The events of one step, each kind by itself; the last one where there are several. */
record Happening(
    Optional<Event.Poked> poked,
    Optional<Event.ShutDown> shutDown,
    Optional<Event.FaultRaised> fault,
    Optional<Event.GatePassed> gate,
    Optional<Event.RingCrossed> crossing,
    Optional<Event.StackSwitched> stack,
    Optional<Event.TaskSwitched> task,
    Optional<Event.Delivered> delivered,
    Optional<Event.Returned> returned,
    Optional<Event.TableLoaded> table,
    Optional<Event.ControlRegisterWritten> control,
    Optional<Event.Halted> halted,
    Optional<Event.PortRead> portRead,
    Optional<Event.PortWritten> portWritten,
    Optional<Event.SystemFlagsChanged> flags,
    Optional<Event.SegmentLoaded> segment) {

  static Happening of(Moment moment) {
    return new Happening(
        last(moment, Event.Poked.class),
        last(moment, Event.ShutDown.class),
        last(moment, Event.FaultRaised.class),
        last(moment, Event.GatePassed.class),
        last(moment, Event.RingCrossed.class),
        last(moment, Event.StackSwitched.class),
        last(moment, Event.TaskSwitched.class),
        last(moment, Event.Delivered.class),
        last(moment, Event.Returned.class),
        last(moment, Event.TableLoaded.class),
        last(moment, Event.ControlRegisterWritten.class),
        last(moment, Event.Halted.class),
        last(moment, Event.PortRead.class),
        last(moment, Event.PortWritten.class),
        last(moment, Event.SystemFlagsChanged.class),
        last(moment, Event.SegmentLoaded.class));
  }

  private static <E extends Event> Optional<E> last(Moment moment, Class<E> kind) {
    for (int i = moment.events().size() - 1; i >= 0; i--) {
      Event event = moment.events().get(i);
      if (kind.isInstance(event)) {
        return Optional.of(kind.cast(event));
      }
    }
    return Optional.empty();
  }
}

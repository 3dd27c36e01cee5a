package cloister.machine.port;

import cloister.cpu.Cpu;
import cloister.event.Event;
import cloister.event.EventSink;
import cloister.event.Exceptions;
import java.util.ArrayList;
import java.util.List;

/**
 * The exceptions since the last that was delivered: how a shutdown came about. It listens only from
 * an exception to its delivery, so that a machine without faults makes no events. One that is
 * delivered to a task that cannot begin goes on with that task's exception.
 */
final class FaultChain implements EventSink {
  private final Cpu cpu;
  private final List<String> names = new ArrayList<>();

  FaultChain(Cpu cpu) {
    this.cpu = cpu;
  }

  /** The manual's short names, in order. */
  List<String> names() {
    return names;
  }

  @Override
  public boolean listening() {
    return cpu.faultPending() || !names.isEmpty();
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Event.FaultRaised fault) {
      names.add("#" + Exceptions.shortName(fault.vector()));
    } else if (event instanceof Event.Delivered && !cpu.faultPending()
        || event instanceof Event.BoardReset) {
      names.clear();
    }
  }
}

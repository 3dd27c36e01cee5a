package cloister.kernel.task;

import cloister.event.EventSink;
import cloister.kernel.cred.Capability;
import cloister.kernel.ns.CapabilityWitness;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.trace.CapabilityAsked;

/** Tells of each capability that is asked for, of whose turn it is. */
public final class CapabilityTrace implements CapabilityWitness {
  private final Scheduler scheduler;
  private final EventSink events;

  public CapabilityTrace(Scheduler scheduler, EventSink events) {
    this.scheduler = scheduler;
    this.events = events;
  }

  @Override
  public void asked(int capability, UserNamespace over, Verdict verdict) {
    if (events.listening() && scheduler.current().isPresent()) {
      int pid = scheduler.current().get().tid();
      events.accept(
          new CapabilityAsked(
              pid, capability, Capability.name(capability), over.number(), verdict.id()));
    }
  }
}

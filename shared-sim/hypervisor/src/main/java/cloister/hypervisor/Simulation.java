package cloister.hypervisor;

import cloister.hypervisor.Frame.Word;
import cloister.hypervisor.translation.Place;

/**
 * Adaptive translation (Adams and Agesen 2006, 3.3): what is refused to a translation again and
 * again becomes a call-out, behind which it is done here, without a refusal; where it would not be
 * refused any more it becomes what it was.
 */
final class Simulation {
  private final Guests guests;
  private final Frame frame;
  private final Shadowing shadowing;
  private final Translates translates;
  private final Interpreter interpreter;

  /** Makes units. */
  interface Translates {
    /** Offset of the translation of what begins at an address; -1 when it cannot be. */
    int unit(VirtualMachine guest, Translation now, int eip);
  }

  Simulation(HostParts host, Frame frame, Shadowing shadowing, Translates translates) {
    guests = host.guests();
    this.frame = frame;
    this.shadowing = shadowing;
    this.translates = translates;
    interpreter = new Interpreter(host.cpu().features());
  }

  /** A translation has called for an instruction. */
  Done run(VirtualMachine guest, Translation now) throws GuestFault {
    guest.cpu().shadowed = false;
    boolean steps = (frame.get(Word.EFLAGS) & Interrupts.TRAP_FLAG) != 0;
    switch (interpreter.run(guest, frame)) {
      case DONE -> {}
      case NOT_BEGUN -> {
        now.stepsNext = true;
        return Done.STEPPED;
      }
      case OUTSIDE -> {
        guest.stop(VirtualMachine.End.NO_MEMORY);
        return Done.STOPPED;
      }
    }
    guest.passed(interpreter.instructions());
    if (interpreter.changedDerived()) {
      shadowing.forgetWays(guest);
      shadowing.descriptorsChanged(guest);
    }
    int refusals = now.cache.refusals(now.eip);
    if (now.cache.simulated(now.offset, interpreter.wouldBeRefused())) {
      adapt(guest, now, Retranslated.Why.INNOCENT, refusals);
    }
    if (steps) {
      throw GuestFault.of(GuestFault.DEBUG, GuestFault.NO_ERROR_CODE);
    }
    return Done.SIMULATED;
  }

  /** A write was refused; true when it is a call-out now, at which the guest goes on. */
  boolean adapts(VirtualMachine guest, Translation now) {
    boolean before = now.resumes && now.whole;
    if (!before || !now.cache.refused(now.offset)) {
      return false;
    }
    adapt(guest, now, Retranslated.Why.REFUSED, now.cache.refusals(now.eip));
    now.resumes = false;
    now.why = Place.Why.NONE;
    return true;
  }

  /** The unit that the guest was left in makes room for one that suits: an earlier or a new one. */
  private void adapt(VirtualMachine guest, Translation now, Retranslated.Why why, int refusals) {
    int flushes = now.cache.counts().flushes();
    int unit = now.cache.suitable(now.offset);
    if (unit < 0) {
      unit = translates.unit(guest, now, now.cache.firstEip(now.offset));
    }
    if (unit >= 0 && flushes == now.cache.counts().flushes()) {
      now.cache.replace(now.offset, unit);
      int at = HostLayout.BASE + now.cache.base() + unit;
      guests.tell(new Retranslated(guests.currentNumber(), why, now.eip, at, refusals));
    }
  }
}

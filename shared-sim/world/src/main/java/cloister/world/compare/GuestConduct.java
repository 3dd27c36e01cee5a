package cloister.world.compare;

import cloister.cpu.core.Core;
import cloister.event.Event;
import cloister.event.EventSink;
import cloister.hypervisor.Done;
import cloister.hypervisor.GuestExited;
import cloister.hypervisor.GuestLeft;
import cloister.hypervisor.Host;

/** Notes what a guest shows whose programs are left for each INT: under trap and emulate. */
final class GuestConduct implements EventSink {
  private static final int PROGRAMS = 3;
  private static final int NONE = -1;
  private static final String INT = "int 0x";

  private final Conduct conduct;
  private final Host host;
  private final EventSink other;

  /** What the program had in EAX when it was left, and its INT, if it was one. */
  private int eax;

  private int vector = NONE;

  /**
   * @param other hears everything, too
   */
  GuestConduct(Conduct conduct, Host host, EventSink other) {
    this.conduct = conduct;
    this.host = host;
    this.other = other;
  }

  @Override
  public boolean listening() {
    return true;
  }

  @Override
  public void accept(Event event) {
    other.accept(event);
    switch (event) {
      case Event.RingCrossed(int from, int to, _) when from == PROGRAMS && to < from ->
          eax = host.cpu().general[Core.EAX];
      case GuestLeft left -> vector = left.ring() == PROGRAMS ? vector(left.code()) : NONE;
      case GuestExited did -> {
        if (did.done() == Done.EMULATED && vector != NONE) {
          conduct.called(vector, eax);
        }
        vector = NONE;
        while (conduct.printed() < host.guestPrinted(0)) {
          conduct.printed(host.guestPrinted(0, conduct.printed()));
        }
      }
      default -> {}
    }
  }

  private static int vector(String code) {
    return switch (code) {
      case "int3" -> 3;
      case "into" -> 4;
      default -> code.startsWith(INT) ? Integer.parseInt(code.substring(INT.length()), 16) : NONE;
    };
  }
}

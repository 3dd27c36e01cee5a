package cloister.world.c;

import cloister.codec.Json;
import cloister.event.Event;
import cloister.event.Exceptions;
import cloister.event.MarkKind;
import cloister.world.World;
import cloister.world.c.CallStack.Frame;
import cloister.world.timeline.Mark;
import cloister.world.timeline.Moment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How a program came to its end, where the kernel has stopped the machine behind it. */
final class Ending {
  /** A push or a call writes one word below ESP. */
  private static final int WORD = 4;

  private static final String EXIT = "_exit";

  private final World world;
  private final Lines lines;

  Ending(World world, Lines lines) {
    this.world = world;
    this.lines = lines;
  }

  /**
   * @param frames the calls, innermost first
   */
  Optional<Json> json(List<Frame> frames) {
    boolean behindProgram = frames.size() > 1 && frames.getFirst().kernel();
    if (!world.machine().stopped() || !behindProgram) {
      return Optional.empty();
    }
    Optional<Json> exit = exit(frames);
    return exit.isPresent() ? exit : fault(frames.get(1));
  }

  /** The status is the argument of the function that asks the kernel to end the program. */
  private Optional<Json> exit(List<Frame> frames) {
    for (int i = 0; i < frames.size(); i++) {
      Frame frame = frames.get(i);
      boolean exits = !frame.kernel() && lines.nameAt(frame.inside()).equals(EXIT);
      if (exits && frame.canonical().isPresent()) {
        int status = world.machine().cpu().linear().read32(frame.canonical().getAsInt());
        boolean returned = i + 2 < frames.size() && isStart(frames.get(i + 2));
        return Optional.of(Json.object().put("status", status).put("returned", returned).build());
      }
    }
    return Optional.empty();
  }

  private boolean isStart(Frame frame) {
    return lines.nameAt(frame.inside()).equals("__start_c");
  }

  private Optional<Json> fault(Frame innermost) {
    Optional<Moment> moment =
        world
            .timeline()
            .marks()
            .previous(world.step() + 1, List.of(MarkKind.FAULT))
            .map(Mark::moment);
    return moment
        .flatMap(Ending::raised)
        .filter(fault -> fault.eip() == innermost.address())
        .map(fault -> fault(fault, innermost));
  }

  private static Optional<Event.FaultRaised> raised(Moment moment) {
    for (Event event : moment.events()) {
      if (event instanceof Event.FaultRaised fault) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  private Json fault(Event.FaultRaised fault, Frame innermost) {
    OptionalInt esp = innermost.esp();
    boolean usedUp =
        fault.vector() == Exceptions.PF
            && esp.isPresent()
            && fault.first() == esp.getAsInt() - WORD;
    return Json.object()
        .put("fault", "#" + Exceptions.shortName(fault.vector()))
        .putUnsigned("address", innermost.address())
        .put("stackUsedUp", usedUp)
        .build();
  }
}

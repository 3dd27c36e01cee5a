package cloister.world.why;

import cloister.event.Event;
import cloister.event.Event.FaultRaised;
import cloister.event.MarkKind;
import cloister.why.Explanation;
import cloister.why.WhyCard;
import cloister.world.World;
import cloister.world.sentence.Code;
import cloister.world.timeline.Mark;
import cloister.world.timeline.Moment;
import java.util.List;
import java.util.Optional;

/** Explains the refusal that the machine stands at, or whose delivery it has just made. */
public final class Why {
  private final Code code;

  public Why(Code code) {
    this.code = code;
  }

  /** The refusal at the current step, or of the exception that the current step delivered. */
  public static Optional<Moment> refusal(World world) {
    Moment moment = world.timeline().moment();
    if (fault(moment).isPresent()) {
      return Optional.of(moment);
    }
    if (moment.kind() != Moment.Kind.DELIVERY) {
      return Optional.empty();
    }
    return world
        .timeline()
        .marks()
        .previous(moment.step(), List.of(MarkKind.FAULT))
        .filter(mark -> mark.step() == moment.step() - 1)
        .map(Mark::moment);
  }

  public static Optional<FaultRaised> fault(Moment moment) {
    for (Event event : moment.events()) {
      if (event instanceof FaultRaised fault) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  /** Whether what refused this step was changed by hand since, so that it would not any more. */
  public static boolean passesNow(World world, Moment refused) {
    return !world.timeline().changesSince(refused.step()).isEmpty()
        && world.secondTry(refused.step(), List.of()).passes(fault(refused).orElseThrow().rule());
  }

  public Optional<WhyCard> card(World world) {
    return refusal(world)
        .map(
            moment ->
                Explanation.of(Compared.of(world, code, moment, fault(moment).orElseThrow())));
  }
}

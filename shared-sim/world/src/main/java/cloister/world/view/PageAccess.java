package cloister.world.view;

import cloister.cpu.paging.PageWalk;
import cloister.event.Event;
import cloister.event.Event.FaultRaised;
import cloister.event.Event.PageTranslated;
import cloister.event.Exceptions;
import cloister.world.timeline.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A walk through the page tables that really happened: one that found a page, or one that ended in
 * a refusal.
 */
sealed interface PageAccess {
  int MOST = 8;

  int linear();

  /** The page was found. */
  record Found(PageTranslated event) implements PageAccess {
    @Override
    public int linear() {
      return event.linear();
    }

    /** True when the tables still lead there. */
    boolean stillSo(PageWalk now) {
      return now.complete()
          && now.physical() == event.physical()
          && PageRights.of(now).equals(PageRights.cached(event.rights()));
    }
  }

  /** The access was refused. */
  record Refused(FaultRaised fault) implements PageAccess {
    @Override
    public int linear() {
      return fault.first();
    }
  }

  /** Those of the current step, a refusal that it delivers included; at most {@link #MOST}. */
  static List<PageAccess> ofStep(Scene scene) {
    List<PageAccess> accesses = new ArrayList<>();
    Moment moment = scene.world().timeline().moment();
    Optional<FaultRaised> refused =
        scene.fault().filter(fault -> fault.vector() == Exceptions.PF && isWalk(fault));
    refused.ifPresent(fault -> accesses.add(new Refused(fault)));
    for (Event event : moment.events()) {
      if (event instanceof PageTranslated found && accesses.size() < MOST) {
        accesses.add(new Found(found));
      }
    }
    return accesses;
  }

  /** A page fault names the entry that decided. */
  private static boolean isWalk(FaultRaised fault) {
    return fault.rule().operands().contains("entry address");
  }
}

package cloister.world.timeline;

import cloister.event.Event;
import cloister.machine.replay.Change;

/** What a person did to a world's machine after a step. */
sealed interface Outside extends Change permits ByHand, TypedIn, ResizedTo {
  /** As the timeline tells it. */
  Event event();
}

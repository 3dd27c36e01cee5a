package cloister.world.timeline;

import cloister.event.MarkKind;

/** A step that stands out on the timeline. */
public record Mark(int step, MarkKind kind, Moment moment) {}

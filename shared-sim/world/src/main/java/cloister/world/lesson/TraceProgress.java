package cloister.world.lesson;

import cloister.codec.Json;
import cloister.event.Event;
import cloister.world.timeline.Trace;
import java.util.ArrayList;
import java.util.List;

/** How far a trace check has come: each event is looked at once, unless the past changes. */
final class TraceProgress {
  private final Check.Trace check;
  private int edition = -1;
  private int position;
  private boolean begun;
  private boolean ended;
  private boolean refused;
  private int inSequence;
  private final List<EventName> missing = new ArrayList<>();
  private int[] counts = {};

  TraceProgress(Check.Trace check) {
    this.check = check;
  }

  /** Evaluates the check over the events up to and at a step. */
  boolean holds(Trace trace, int step) {
    int end = trace.countUntil(step);
    if (trace.edition() != edition || end < position) {
      reset(trace.edition());
    }
    while (position < end) {
      see(trace.event(position++));
    }
    boolean happened = !refused && missing.isEmpty() && inSequence == check.seq().size();
    boolean deniesMore = !check.never().isEmpty() || !check.counts().isEmpty();
    return happened && countsHold() && !(deniesMore && hidden(trace, step));
  }

  /** True when events of this check's scope may have been dropped: what they are nobody knows. */
  boolean hidden(Trace trace, int step) {
    return trace.full() && !ended && step >= trace.step(trace.size() - 1);
  }

  private void reset(int newEdition) {
    edition = newEdition;
    position = 0;
    begun = check.after().isEmpty();
    ended = false;
    refused = false;
    inSequence = 0;
    missing.clear();
    missing.addAll(check.has());
    counts = new int[check.counts().size()];
  }

  private void see(Event event) {
    if (!begun) {
      begun = matchesAny(check.after(), event);
      return;
    }
    ended |= matchesAny(check.before(), event);
    if (ended) {
      return;
    }
    missing.removeIf(name -> name.matches(event));
    refused |= matchesAny(check.never(), event);
    if (inSequence < check.seq().size() && check.seq().get(inSequence).matches(event)) {
      inSequence++;
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] += check.counts().get(i).event().matches(event) ? 1 : 0;
    }
  }

  private boolean countsHold() {
    for (int i = 0; i < counts.length; i++) {
      if (!check.counts().get(i).expectation().holds(Json.of(counts[i]))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matchesAny(List<EventName> names, Event event) {
    for (EventName name : names) {
      if (name.matches(event)) {
        return true;
      }
    }
    return false;
  }
}

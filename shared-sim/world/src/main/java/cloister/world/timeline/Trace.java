package cloister.world.timeline;

import cloister.event.Event;
import cloister.event.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The events of a timeline with their steps, in order, up to a cap. */
public final class Trace implements History {
  public static final int CAPACITY = 100_000;

  private final List<Event> events = new ArrayList<>();
  private int[] steps = new int[256];
  private boolean full;

  /** Changes whenever events that were seen are taken back. */
  private int edition;

  void add(int step, List<Event> more) {
    for (Event event : more) {
      add(step, event);
    }
  }

  void add(int step, Event event) {
    if (events.size() == CAPACITY) {
      full = true;
      return;
    }
    if (events.size() == steps.length) {
      steps = Arrays.copyOf(steps, 2 * steps.length);
    }
    steps[events.size()] = step;
    events.add(event);
  }

  /** Drops the events after a step. */
  void cut(int step) {
    int keep = countUntil(step);
    while (events.size() > keep) {
      events.remove(events.size() - 1);
      full = false;
    }
    edition++;
  }

  /** Drops the last event if it is this one. */
  void takeBack(Event event) {
    if (!events.isEmpty() && events.getLast() == event) {
      events.removeLast();
      edition++;
    }
  }

  public int edition() {
    return edition;
  }

  /** True when events were dropped: nothing can be said about later steps. */
  public boolean full() {
    return full;
  }

  @Override
  public int step(int index) {
    return steps[index];
  }

  @Override
  public Event event(int index) {
    return events.get(index);
  }

  @Override
  public int size() {
    return events.size();
  }

  @Override
  public int countUntil(int step) {
    int low = 0;
    int high = events.size();
    while (low < high) {
      int middle = low + high >>> 1;
      if (steps[middle] <= step) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

package cloister.world.lesson;

import cloister.event.Event;
import cloister.world.timeline.Moment;

/** A stable event name, or an area such as {@code fault} for all names of that area. */
public record EventName(String name) {
  public boolean matches(Event event) {
    String actual = event.name();
    if (name.endsWith(".*")) {
      return actual.startsWith(name.substring(0, name.length() - 1));
    }
    boolean area = name.indexOf('.') < 0;
    return area ? actual.startsWith(name + ".") : actual.equals(name);
  }

  /** True when the step has such an event. */
  public boolean in(Moment moment) {
    for (Event event : moment.events()) {
      if (matches(event)) {
        return true;
      }
    }
    return false;
  }
}

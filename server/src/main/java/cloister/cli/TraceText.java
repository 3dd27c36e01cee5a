package cloister.cli;

import cloister.codec.Json;
import cloister.event.Event;
import cloister.world.World;
import cloister.world.timeline.Trace;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Locale;

/** The events of a run as JSON lines: step, name, and the members of the event's record. */
final class TraceText {
  private final World world;

  TraceText(World world) {
    this.world = world;
  }

  String text() {
    Trace trace = world.timeline().trace();
    StringBuilder lines = new StringBuilder();
    int count = trace.countUntil(world.step());
    for (int i = 0; i < count; i++) {
      lines.append(line(trace.step(i), trace.event(i))).append('\n');
    }
    if (trace.full()) {
      lines.append(Json.object().put("truncated", true).build().write()).append('\n');
    }
    return lines.toString();
  }

  private static String line(int step, Event event) {
    Json.Members members = Json.object().put("step", step).put("event", event.name());
    for (RecordComponent component : event.getClass().getRecordComponents()) {
      Object value = value(event, component);
      boolean absent = component.getName().equals("errorCode") && value.equals(-1);
      if (!absent) {
        members.put(component.getName(), json(value));
      }
    }
    return members.build().write();
  }

  private static Json json(Object value) {
    return switch (value) {
      case Integer number -> Json.unsigned(number);
      case Boolean flag -> Json.of(flag);
      case Enum<?> choice -> Json.of(choice.name().toLowerCase(Locale.ROOT));
      default -> Json.of(value.toString());
    };
  }

  private static Object value(Event event, RecordComponent component) {
    try {
      return component.getAccessor().invoke(event);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(event.name(), e);
    }
  }
}

package cloister.cli;

import cloister.codec.Json;
import cloister.world.World;
import cloister.world.run.TraceJson;
import cloister.world.timeline.Trace;

/** The events of a run as JSON lines. */
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
      lines.append(TraceJson.of(trace.step(i), trace.event(i)).write()).append('\n');
    }
    if (trace.full()) {
      lines.append(Json.object().put("truncated", true).build().write()).append('\n');
    }
    return lines.toString();
  }
}

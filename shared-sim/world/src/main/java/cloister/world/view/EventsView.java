package cloister.world.view;

import cloister.codec.Json;
import cloister.event.Event;
import cloister.message.Message;
import cloister.message.Words;
import cloister.world.World;
import cloister.world.sentence.Code;
import cloister.world.sentence.EventWords;
import cloister.world.sentence.StackTraffic;
import java.util.ArrayList;
import java.util.List;

/** What the last step did, event by event; the loads of segments in one line, the stack named. */
final class EventsView {
  private final Words words;
  private final Code code;

  EventsView(Words words, Code code) {
    this.words = words;
    this.code = code;
  }

  List<Json> json(World world) {
    List<Json> lines = new ArrayList<>();
    List<Event.SegmentLoaded> loads = loads(world);
    boolean folded = false;
    List<Event> events = world.timeline().moment().events();
    for (Event event : events) {
      if (event instanceof Event.SegmentLoaded && loads.size() > 1) {
        if (!folded) {
          lines.add(line(event.name(), EventWords.segments(loads)));
        }
        folded = true;
      } else {
        lines.add(line(event.name(), EventWords.of(event, events)));
      }
    }
    StackTraffic.of(world, code).ifPresent(words -> lines.add(line("stack", words)));
    return lines;
  }

  private static List<Event.SegmentLoaded> loads(World world) {
    List<Event.SegmentLoaded> loads = new ArrayList<>();
    for (Event event : world.timeline().moment().events()) {
      if (event instanceof Event.SegmentLoaded load) {
        loads.add(load);
      }
    }
    return loads;
  }

  private Json line(String name, Message sentence) {
    return Json.object().put("name", name).put("sentence", words.sentence(sentence)).build();
  }
}

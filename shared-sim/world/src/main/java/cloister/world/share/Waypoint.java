package cloister.world.share;

import cloister.codec.Json;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.world.Log;

/**
 * The state that a log had led to on its way.
 *
 * @param entry how many entries of the log were done
 */
public record Waypoint(int entry, String digest) {
  static final int DIGEST = 64;

  static Waypoint of(Fields fields) throws InvalidInput {
    int entry = fields.number("entry", 0, Log.MAX_ENTRIES);
    String digest = fields.text("digest", DIGEST);
    fields.end();
    return new Waypoint(entry, digest);
  }

  Json toJson() {
    return Json.object().put("entry", entry).put("digest", digest).build();
  }
}

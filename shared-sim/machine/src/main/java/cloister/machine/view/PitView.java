package cloister.machine.view;

import cloister.codec.Json;
import cloister.device.pit.Pit;
import java.util.ArrayList;
import java.util.List;

/** The three counters of the 8254. */
public final class PitView {
  private PitView() {}

  /** The counters, as both the lab and the PC show them. */
  public static List<Json> counters(Pit pit) {
    List<Json> counters = new ArrayList<>();
    for (int channel = 0; channel < Pit.CHANNELS; channel++) {
      counters.add(counter(pit.look(channel)).build());
    }
    return counters;
  }

  /** The same with their gates. */
  static List<Json> countersWithGates(Pit pit) {
    List<Json> counters = new ArrayList<>();
    for (int channel = 0; channel < Pit.CHANNELS; channel++) {
      Pit.Counter counter = pit.look(channel);
      counters.add(
          counter(counter).put("gate", counter.gate()).put("decimal", counter.decimal()).build());
    }
    return counters;
  }

  private static Json.Members counter(Pit.Counter counter) {
    return Json.object()
        .put("mode", counter.mode())
        .put("reload", counter.reload())
        .put("count", counter.count())
        .put("output", counter.output())
        .put("rise", counter.rise());
  }
}

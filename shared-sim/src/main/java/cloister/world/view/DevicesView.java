package cloister.world.view;

import cloister.codec.Json;
import cloister.device.pic.Pic;
import cloister.device.pit.Pit;
import cloister.machine.Board;
import java.util.ArrayList;
import java.util.List;

/** The devices of a board that has some: interrupt controllers and interval timer. */
final class DevicesView {
  private DevicesView() {}

  static Json json(Board board) {
    if (board.pic().isEmpty() || board.pit().isEmpty()) {
      return Json.NULL;
    }
    Pic pic = board.pic().get();
    List<Json> counters = new ArrayList<>();
    for (int channel = 0; channel < Pit.CHANNELS; channel++) {
      counters.add(counter(board.pit().get().look(channel)));
    }
    return Json.object()
        .put("chips", List.of(chip(pic.chip(false)), chip(pic.chip(true))))
        .put("counters", counters)
        .build();
  }

  private static Json chip(Pic.Chip chip) {
    return Json.object()
        .put("requests", chip.requests())
        .put("mask", chip.mask())
        .put("inService", chip.inService())
        .put("base", chip.base())
        .put("served", chip.served())
        .put("next", chip.next())
        .build();
  }

  private static Json counter(Pit.Counter counter) {
    return Json.object()
        .put("mode", counter.mode())
        .put("reload", counter.reload())
        .put("count", counter.count())
        .put("output", counter.output())
        .put("rise", counter.rise())
        .build();
  }
}

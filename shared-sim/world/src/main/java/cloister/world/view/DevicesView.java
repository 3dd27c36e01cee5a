package cloister.world.view;

import cloister.codec.Json;
import cloister.machine.Machine;
import cloister.machine.view.PicView;
import cloister.machine.view.PitView;

/** The devices of a board that has some: interrupt controllers and interval timer. */
final class DevicesView {
  private DevicesView() {}

  static Json json(Machine machine) {
    if (machine.interruptControllers().isEmpty() || machine.intervalTimer().isEmpty()) {
      return Json.NULL;
    }
    return Json.object()
        .put("chips", PicView.chips(machine.interruptControllers().get()))
        .put("counters", PitView.counters(machine.intervalTimer().get()))
        .put("guests", machine.guests())
        .build();
  }
}

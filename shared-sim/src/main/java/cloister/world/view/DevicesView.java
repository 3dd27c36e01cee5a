package cloister.world.view;

import cloister.codec.Json;
import cloister.machine.Board;
import cloister.machine.view.PicView;
import cloister.machine.view.PitView;

/** The devices of a board that has some: interrupt controllers and interval timer. */
final class DevicesView {
  private DevicesView() {}

  static Json json(Board board) {
    if (board.pic().isEmpty() || board.pit().isEmpty()) {
      return Json.NULL;
    }
    return Json.object()
        .put("chips", PicView.chips(board.pic().get()))
        .put("counters", PitView.counters(board.pit().get()))
        .build();
  }
}

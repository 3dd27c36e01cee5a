package cloister.machine.view;

import cloister.codec.Json;
import cloister.device.textscreen.TextScreen;
import java.util.List;

/** The screen's mode, where its memory begins to be shown, and the cursor. */
final class VgaView {
  private VgaView() {}

  static List<Json> rows(TextScreen screen) {
    Rows rows = new Rows().on("text-mode", screen.isText());
    if (screen.isText()) {
      rows.text("size", screen.columns() + " × " + screen.rows())
          .number("cell-height", screen.cellHeight())
          .text("cursor-at", screen.cursorRow() + ", " + screen.cursorColumn())
          .on("cursor-shown", screen.cursorVisible());
    }
    return rows.hex("cursor-cell", screen.cursor(), 4).hex("start-cell", screen.start(), 4).list();
  }
}

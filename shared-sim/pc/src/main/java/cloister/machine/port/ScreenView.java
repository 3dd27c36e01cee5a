package cloister.machine.port;

import cloister.codec.Json;
import cloister.device.textscreen.TextScreen;

/** The screen as the page draws it: a character's code and its attribute for each cell. */
final class ScreenView {
  private ScreenView() {}

  static Json of(TextScreen screen) {
    Json.Members view = Json.object().put("text", screen.isText());
    if (!screen.isText()) {
      return view.build();
    }
    int rows = screen.rows();
    int columns = screen.columns();
    StringBuilder cells = new StringBuilder(rows * columns);
    StringBuilder attributes = new StringBuilder(rows * columns);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        cells.append((char) screen.character(row, column));
        attributes.append((char) screen.attribute(row, column));
      }
    }
    view.put("rows", rows)
        .put("columns", columns)
        .put("cells", cells.toString())
        .put("attributes", attributes.toString())
        .put("lines", Json.strings(screen.lines()));
    if (screen.cursorVisible()) {
      view.put("cursorRow", screen.cursorRow()).put("cursorColumn", screen.cursorColumn());
    }
    return view.build();
  }
}

package cloister.machine.view;

import cloister.codec.Json;
import cloister.device.pic.Pic;
import java.util.List;
import java.util.OptionalInt;

/** The two 8259A, a bit for each of their lines. */
public final class PicView {
  private PicView() {}

  /** Master and slave, as both the lab and the PC show them. */
  public static List<Json> chips(Pic pic) {
    return List.of(chip(pic.chip(false)).build(), chip(pic.chip(true)).build());
  }

  /** The same with the lines themselves and how they ask. */
  static List<Json> chipsWithLines(Pic pic) {
    return List.of(withLines(pic.chip(false)), withLines(pic.chip(true)));
  }

  /** The line that asks with a vector, of either chip; nothing where none does. */
  public static OptionalInt line(Pic pic, int vector) {
    for (boolean second : new boolean[] {false, true}) {
      int line = vector - pic.chip(second).base();
      if (line >= 0 && line < 8) {
        return OptionalInt.of(second ? 8 + line : line);
      }
    }
    return OptionalInt.empty();
  }

  private static Json withLines(Pic.Chip chip) {
    return chip(chip).put("pins", chip.pins()).put("levels", chip.levels()).build();
  }

  private static Json.Members chip(Pic.Chip chip) {
    return Json.object()
        .put("requests", chip.requests())
        .put("mask", chip.mask())
        .put("inService", chip.inService())
        .put("base", chip.base())
        .put("served", chip.served())
        .put("next", chip.next());
  }
}

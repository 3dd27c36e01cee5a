package cloister.machine.view;

import cloister.codec.Json;
import cloister.device.keyboard.Keyboard;
import java.util.List;

/** The keyboard controller with its keyboard. */
final class KeyboardView {
  private static final String STATUS = "OBF IBF SYS A2 INH MOBF TO PERR";
  private static final String CONFIGURATION = "INT INT2 SYS . EN EN2 XLAT";
  private static final String OUTPUT_PORT = "RES A20 . . IRQ1 IRQ12";
  private static final String LIGHTS = "Scroll Num Caps";

  private KeyboardView() {}

  static List<Json> rows(Keyboard keyboard) {
    Keyboard.Controller controller = keyboard.look();
    Rows rows =
        new Rows()
            .bits("status", controller.status(), 2, STATUS)
            .bits("configuration", controller.configuration(), 2, CONFIGURATION)
            .bits("output-port", controller.outputPort(), 2, OUTPUT_PORT)
            .hex("output-buffer", controller.output(), 2);
    if (controller.command() != 0) {
      rows.hex("command-waits", controller.command(), 2);
    }
    return rows.number("keys-waiting", controller.waiting())
        .number("scan-code-set", controller.scanCodeSet())
        .on("scanning", controller.scanning())
        .bits("lights", controller.lights(), 2, LIGHTS)
        .list();
  }
}

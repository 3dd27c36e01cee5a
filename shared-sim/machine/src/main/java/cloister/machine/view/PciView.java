package cloister.machine.view;

import cloister.bits.Hex;
import cloister.codec.Json;
import cloister.device.pci.Pci;
import java.util.ArrayList;
import java.util.List;

/** What answers on bus 0. */
final class PciView {
  private static final String COMMAND = "IO MEM BM SC MWI VGA PER . SERR";

  private PciView() {}

  static Json json(Pci pci) {
    List<Json> functions = new ArrayList<>();
    for (Pci.Function function : pci.functions()) {
      functions.add(
          Json.object()
              .put("place", "0:" + Hex.hex8(function.device()) + "." + function.function())
              .put("id", Hex.hex16(function.vendorId()) + ":" + Hex.hex16(function.deviceId()))
              .put("code", Hex.hex(function.classCode(), 6))
              .put("command", Json.strings(Rows.set(function.command(), COMMAND)))
              .put("line", function.interruptLine())
              .build());
    }
    return Json.object()
        .put("rows", new Rows().hex("configuration-address", pci.address(), 8).list())
        .put("functions", functions)
        .build();
  }
}

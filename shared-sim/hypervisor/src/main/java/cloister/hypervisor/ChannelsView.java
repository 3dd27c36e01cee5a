package cloister.hypervisor;

import cloister.bits.Hex;
import cloister.codec.Json;
import java.util.ArrayList;
import java.util.List;

/** The page that a guest shares with the hypervisor, and its event channels, as a page shows it. */
final class ChannelsView {
  private ChannelsView() {}

  /** Null where nothing is shared. */
  static Json json(EventChannels channels) {
    SharedInfo info = channels.info();
    if (!info.isThere()) {
      return Json.NULL;
    }
    List<Json> rows = new ArrayList<>();
    for (int port = 1; port < EventChannels.COUNT; port++) {
      if (channels.kind(port) != EventChannels.Kind.CLOSED) {
        rows.add(row(channels, port));
      }
    }
    String callback = channels.callbackSelector() == 0 ? "" : Hex.hex32(channels.callback());
    return Json.object()
        .put("address", Hex.hex32(info.address()))
        .put("callback", callback)
        .put("pending", info.upcallPending())
        .put("masked", info.upcallMasked())
        .put("selector", Hex.hex32(info.selector()))
        .put("upcalls", channels.upcalls())
        .put("typed", channels.input().count())
        .put("hears", channels.hears(EventChannels.CONSOLE))
        .put("channels", rows)
        .build();
  }

  private static Json row(EventChannels channels, int port) {
    EventChannels.Kind kind = channels.kind(port);
    Json.Members row =
        Json.object()
            .put("port", port)
            .put("kind", kind.id())
            .put("pending", channels.info().pending(port))
            .put("masked", channels.info().masked(port));
    if (kind == EventChannels.Kind.VIRTUAL_INTERRUPT) {
      row.put("of", channels.other(port) == EventChannels.TIMER ? "timer" : "console");
    } else {
      row.put("guest", String.valueOf((char) ('A' + channels.other(port))));
      row.put("otherPort", channels.otherPort(port));
    }
    return row.build();
  }
}

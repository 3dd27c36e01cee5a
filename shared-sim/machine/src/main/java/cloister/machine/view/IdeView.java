package cloister.machine.view;

import cloister.bits.Hex;
import cloister.codec.Json;
import cloister.device.ide.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An IDE channel and the command block of each of its drives. */
final class IdeView {
  private static final String STATUS = "ERR IDX CORR DRQ DSC DF DRDY BSY";
  private static final String ERRORS = "AMNF TK0NF ABRT MCR IDNF MC UNC ICRC";
  private static final String CONTROL = ". nIEN SRST . . . . HOB";
  private static final String DEVICE = ". . . . DEV . LBA";

  private IdeView() {}

  static Json json(Channel channel) {
    List<Json> drives = new ArrayList<>();
    for (int unit = 0; unit < 2; unit++) {
      Optional<Channel.Unit> drive = channel.look(unit);
      if (drive.isPresent()) {
        drives.add(
            Json.object()
                .put("unit", unit)
                .put("selected", channel.selected() == unit)
                .put("rows", drive(drive.get()))
                .build());
      }
    }
    Rows rows = new Rows();
    if (!drives.isEmpty()) {
      rows.text("last-command", command(channel.lastCommand()))
          .bits("device-control", channel.control(), 2, CONTROL)
          .on("interrupt-pending", channel.interruptPending());
    }
    return Json.object().put("rows", rows.list()).put("drives", drives).build();
  }

  private static List<Json> drive(Channel.Unit drive) {
    return new Rows()
        .bits("status", drive.status(), 2, STATUS)
        .bits("error", drive.error(), 2, ERRORS)
        .bits("device", drive.device(), 2, DEVICE)
        .number("sector-count", drive.count())
        .text("sector", drive.sector() < 0 ? "–" : Integer.toString(drive.sector()))
        .list();
  }

  /** By the names of ATA/ATAPI-6, for those that PCs give all day long. */
  private static String command(int command) {
    if (command < 0) {
      return "–";
    }
    return switch (command) {
      case 0x20 -> "0x20 READ SECTORS";
      case 0x24 -> "0x24 READ SECTORS EXT";
      case 0x30 -> "0x30 WRITE SECTORS";
      case 0x34 -> "0x34 WRITE SECTORS EXT";
      case 0x90 -> "0x90 DEVICE DIAGNOSTIC";
      case 0xa0 -> "0xA0 PACKET";
      case 0xa1 -> "0xA1 IDENTIFY PACKET";
      case 0xe7 -> "0xE7 FLUSH CACHE";
      case 0xec -> "0xEC IDENTIFY";
      case 0xef -> "0xEF SET FEATURES";
      default -> "0x" + Hex.hex8(command);
    };
  }
}

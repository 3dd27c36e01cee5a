package cloister.machine.port;

import cloister.bus.ByteSink;
import cloister.hypervisor.TranslatedPc;
import cloister.hypervisor.VirtualPc;
import cloister.machine.Pc;
import cloister.machine.PcParts;
import cloister.machine.RomImage;
import cloister.machine.WholePc;
import java.util.List;
import java.util.Optional;

/**
 * What a machine is started with.
 *
 * @param bios the ROM below 1 MiB
 * @param image what lies in its drive; nothing when the image is the BIOS itself
 * @param way how it runs
 * @param entryCode of the hypervisor whose guest the PC is; empty for a bare one
 */
record MachineSetup(
    Image bios, Optional<Image> image, ImageKind kind, int mebibytes, Way way, byte[] entryCode) {
  private static final int MEBIBYTE = 1 << 20;

  /**
   * The machine, powered on.
   *
   * @param serial where its serial line leads
   */
  WholePc build(ByteSink serial) {
    return switch (way) {
      case BARE -> new Pc(parts(), serial);
      case VT_X -> new VirtualPc(parts(), entryCode, serial);
      case TRANSLATED -> new TranslatedPc(parts(), entryCode, serial);
    };
  }

  private PcParts parts() {
    byte[] rom = bios.content();
    return new PcParts(
        mebibytes * MEBIBYTE,
        List.of(new RomImage(MEBIBYTE - rom.length, rom)),
        kind == ImageKind.DISK ? List.of(image.orElseThrow()) : List.of(),
        kind == ImageKind.DISC ? Optional.of(image.orElseThrow()) : Optional.empty(),
        PcParts.DEFAULT_START_SECONDS,
        PcParts.DEFAULT_TICKS_PER_SECOND);
  }
}

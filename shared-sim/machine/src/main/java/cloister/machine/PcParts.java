package cloister.machine;

import cloister.device.ide.Medium;
import java.util.List;
import java.util.Optional;

/**
 * What a PC is built from.
 *
 * @param memoryBytes whole mebibytes
 * @param disks at most {@link #MAX_DISKS}
 * @param startSeconds the date at power-on, in seconds since the beginning of 1970
 * @param ticksPerSecond instructions that a second takes
 */
public record PcParts(
    int memoryBytes,
    List<RomImage> roms,
    List<Medium> disks,
    Optional<Medium> disc,
    long startSeconds,
    int ticksPerSecond) {
  public static final int MAX_DISKS = 3;

  /** A date for machines that name none: 1 January 2026. */
  public static final long DEFAULT_START_SECONDS = 1_767_225_600;

  /** An instruction takes ten nanoseconds. */
  public static final int DEFAULT_TICKS_PER_SECOND = 100_000_000;
}

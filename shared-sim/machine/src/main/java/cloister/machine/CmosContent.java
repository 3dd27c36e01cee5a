package cloister.machine;

import cloister.device.rtc.Rtc;

/**
 * What the battery-backed memory of a PC says of the machine, at the places that firmware reads.
 */
final class CmosContent {
  private static final int EQUIPMENT = 0x14;
  private static final int BASE_MEMORY = 0x15;
  private static final int EXTENDED_MEMORY = 0x17;
  private static final int EXTENDED_MEMORY_FOUND = 0x30;
  private static final int MEMORY_ABOVE_16_MIB = 0x34;
  private static final int BOOT_ORDER = 0x3d;
  private static final int COPROCESSOR_AND_MOUSE = 6;
  private static final int BASE_KIB = 640;
  private static final int BOOT_DISK = 2;
  private static final int BOOT_CD = 3;
  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;

  private final PcParts parts;

  CmosContent(PcParts parts) {
    this.parts = parts;
  }

  void writeTo(Rtc rtc) {
    int extended = Math.min((parts.memoryBytes() - MIB) / KIB, 0xffff);
    int above = Math.max(0, parts.memoryBytes() - 16 * MIB) / (64 * KIB);
    rtc.preset(EQUIPMENT, COPROCESSOR_AND_MOUSE);
    put16(rtc, BASE_MEMORY, BASE_KIB);
    put16(rtc, EXTENDED_MEMORY, extended);
    put16(rtc, EXTENDED_MEMORY_FOUND, extended);
    put16(rtc, MEMORY_ABOVE_16_MIB, above);
    boolean diskFirst = !parts.disks().isEmpty();
    rtc.preset(BOOT_ORDER, diskFirst ? BOOT_DISK | BOOT_CD << 4 : BOOT_CD | BOOT_DISK << 4);
  }

  private static void put16(Rtc rtc, int index, int value) {
    rtc.preset(index, value);
    rtc.preset(index + 1, value >>> 8);
  }
}

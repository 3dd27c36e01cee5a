package cloister.machine;

import cloister.bus.Memory;
import cloister.bus.Region;
import cloister.device.pci.Pci;
import java.util.List;

/**
 * The last 256 KiB below 1 MiB, where ROMs stand in front of RAM: part by part the host bridge
 * decides which of them is read and whether writes reach the RAM.
 */
final class Shadow implements Pci.AttributeListener {
  private static final int START = 0xc0000;
  private static final int END = 0x10_0000;
  private static final int PARTS = 13;
  private static final int PART_BYTES = 0x4000;
  private static final int BIOS_START = 0xf0000;
  private static final int LARGEST_BIOS = 0xe0000;

  private final Memory memory;
  private final List<RomImage> roms;
  private final Part[] parts = new Part[PARTS];

  Shadow(Memory memory, List<RomImage> roms) {
    this.memory = memory;
    this.roms = roms;
    for (int part = 0; part < PARTS; part++) {
      parts[part] = new Part(part);
      parts[part].apply();
    }
  }

  /** True for a ROM that this window shows. */
  static boolean holds(RomImage rom) {
    return rom.address() >= START && rom.address() + rom.content().length <= END;
  }

  @Override
  public void attributes(int part, boolean readsRam, boolean writesRam) {
    Part known = parts[part];
    if (known.readsRam != readsRam || known.writesRam != writesRam) {
      known.readsRam = readsRam;
      known.writesRam = writesRam;
      known.apply();
    }
  }

  private int romByte(int address) {
    for (RomImage rom : roms) {
      if (shows(rom, address)) {
        return rom.content()[address - rom.address()] & 0xff;
      }
    }
    return 0xff;
  }

  /** Of a BIOS that is larger, only the last 128 KiB are seen here; the rest is at the very top. */
  private static boolean shows(RomImage rom, int address) {
    int end = rom.address() + rom.content().length;
    boolean hidden = end == END && address < LARGEST_BIOS;
    return holds(rom) && address >= rom.address() && address < end && !hidden;
  }

  /** One part; it covers its RAM unless that is used like any other. */
  private final class Part implements Region {
    private final int start;
    private final int length;
    private boolean readsRam;
    private boolean writesRam;

    Part(int number) {
      start = number == 0 ? BIOS_START : START + (number - 1) * PART_BYTES;
      length = number == 0 ? END - BIOS_START : PART_BYTES;
    }

    void apply() {
      memory.unmap(this);
      if (!readsRam || !writesRam) {
        memory.map(start, length, this);
      }
    }

    @Override
    public int read(int offset, int bytes) {
      if (readsRam) {
        return memory.readBehind(start + offset, bytes);
      }
      int value = 0;
      for (int i = 0; i < bytes; i++) {
        value |= romByte(start + offset + i) << 8 * i;
      }
      return value;
    }

    @Override
    public void write(int offset, int bytes, int value) {
      if (writesRam) {
        memory.writeBehind(start + offset, bytes, value);
      }
    }
  }
}

package cloister.device.pci;

import cloister.bus.Memory;
import cloister.bus.Rom;

/**
 * The display function of the bus: it brings the expansion ROM of the VGA, by which firmware finds
 * it. The VGA itself answers at its fixed addresses.
 */
final class Video {
  private static final int VENDOR = 0x1234;
  private static final int DEVICE = 0x1111;
  private static final int CLASS_VGA = 0x030000;
  private static final int EXPANSION_ROM = 0x30;
  private static final int EXPANSION_ROM_ENABLE = 1;
  private static final int COMMAND_MEMORY = 1 << 1;

  private final Registers registers = new Registers(VENDOR, DEVICE, CLASS_VGA);
  private final Memory memory;
  private final Rom rom;
  private final int windowBytes;

  /**
   * @param content of the ROM, whole 4 KiB pages
   */
  Video(Memory memory, byte[] content) {
    this.memory = memory;
    int window = Memory.PAGE_SIZE;
    while (window < content.length) {
      window *= 2;
    }
    windowBytes = window;
    byte[] padded = new byte[window];
    System.arraycopy(content, 0, padded, 0, content.length);
    rom = new Rom(padded);
    registers.preset(Registers.COMMAND, 2, 3);
    registers.allow(EXPANSION_ROM, 4, -window | EXPANSION_ROM_ENABLE);
  }

  Registers registers() {
    return registers;
  }

  /** Puts the ROM where its register says. */
  void map() {
    memory.unmap(rom);
    int base = registers.read(EXPANSION_ROM, 4);
    int command = registers.read(Registers.COMMAND, 2);
    int address = base & -windowBytes;
    boolean on = (base & EXPANSION_ROM_ENABLE) != 0 && (command & COMMAND_MEMORY) != 0;
    if (on && address != 0 && address != -windowBytes) {
      memory.map(address, windowBytes, rom);
    }
  }
}

package cloister.machine;

import cloister.bits.Bits;
import cloister.bus.Memory;
import cloister.bus.Rom;

/**
 * A ROM and where it stands.
 *
 * @param address of its first byte, a multiple of 4096
 * @param content whole 4 KiB pages
 */
public record RomImage(int address, byte[] content) {
  private static final int MEBIBYTE = 1 << 20;

  /** The BIOS that the build assembles from {@code src/main/bios}, at the end of the first MiB. */
  public static RomImage bios(byte[] content) {
    return new RomImage(MEBIBYTE - content.length, content);
  }

  /** Puts the ROM into the address space. */
  public void mapInto(Memory memory) {
    memory.map(address, content.length, new Rom(content));
    mapAtTop(memory);
  }

  /**
   * A ROM that ends at 1 MiB is also seen at the end of 4 GiB, where the processor starts, as the
   * decoders of PC boards arrange it.
   */
  void mapAtTop(Memory memory) {
    if (address + content.length == MEBIBYTE) {
      memory.map(-content.length, content.length, new Rom(content));
    }
  }

  /** True for the ROM of an expansion card: it begins with 55 AA. */
  boolean isExpansion() {
    return content[0] == 0x55 && content[1] == (byte) 0xaa;
  }

  /** True when the processor finds its first instruction in it. */
  public boolean holdsResetVector() {
    int last = address + content.length - 1;
    return last == MEBIBYTE - 1 || !Bits.below(-16, address) && !Bits.below(last, -1);
  }
}

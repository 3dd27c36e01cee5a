package cloister.machine;

import cloister.bits.Bits;
import cloister.bus.Memory;
import cloister.bus.Rom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A ROM and where it stands.
 *
 * @param address of its first byte, a multiple of 4096
 * @param content whole 4 KiB pages
 */
public record RomImage(int address, byte[] content) {
  private static final int MEBIBYTE = 1 << 20;
  private static final int SEEN_TWICE = 0x2_0000;

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
    if (endsLow()) {
      memory.map(-content.length, content.length, new Rom(content));
    }
  }

  /**
   * The ROMs, and behind them what a PC's decoders show a second time: of a ROM that ends at 4 GiB
   * the last 128 KiB before 1 MiB, where its code goes on after the reset, unless a ROM is there.
   */
  static List<RomImage> withLowCopies(List<RomImage> roms) {
    List<RomImage> all = new ArrayList<>(roms);
    for (RomImage rom : roms) {
      if (rom.address + rom.content.length == 0 && roms.stream().noneMatch(RomImage::endsLow)) {
        int seen = Math.min(rom.content.length, SEEN_TWICE);
        int from = rom.content.length - seen;
        all.add(new RomImage(MEBIBYTE - seen, Arrays.copyOfRange(rom.content, from, from + seen)));
      }
    }
    return all;
  }

  private boolean endsLow() {
    return address + content.length == MEBIBYTE;
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

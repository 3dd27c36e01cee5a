package cloister.cpu.decode;

/**
 * A run of decoded instructions that control enters only at the top: it ends after the first
 * instruction that always goes elsewhere or may change how the next one is decoded.
 */
public final class Block {
  /** Most instructions in a block. */
  public static final int MAX_INSTRUCTIONS = 32;

  final int address;
  final boolean code32;
  final int[] code;
  final int instructions;
  final int bytes;

  /**
   * Physical address of the page that the only instruction ends in; -1 when the block lies in one
   * page.
   */
  final int secondPage;

  /** How often the first and the last page had been written when the block was decoded. */
  final int firstVersion;

  final int lastVersion;

  /**
   * For {@code HotCode}: how often it ran, until it is translated; from then on a balance of the
   * instructions that were gained by entering translated code here. {@link Integer#MIN_VALUE} when
   * it is not to be tried. Not state: it changes nothing but speed.
   */
  public int heat;

  /** Whether it ran in ring 3 when {@code HotCode} last counted it. Not state, either. */
  public boolean user;

  /** The translated code that has it, or null. */
  public Translation translation;

  Block(
      int address,
      boolean code32,
      int[] code,
      int instructions,
      int bytes,
      int secondPage,
      int firstVersion,
      int lastVersion) {
    this.address = address;
    this.code32 = code32;
    this.code = code;
    this.instructions = instructions;
    this.bytes = bytes;
    this.secondPage = secondPage;
    this.firstVersion = firstVersion;
    this.lastVersion = lastVersion;
  }

  /** Physical address of the first instruction. */
  public int address() {
    return address;
  }

  /** Whether it was decoded as 32-bit code. */
  public boolean is32() {
    return code32;
  }

  /** Whether its only instruction ends in another page than it begins in. */
  public boolean spansPages() {
    return secondPage >= 0;
  }

  /** The slots, {@link Slot#STRIDE} words each. */
  public int[] code() {
    return code;
  }

  public int instructions() {
    return instructions;
  }

  /** Length of all instructions together. */
  public int bytes() {
    return bytes;
  }
}

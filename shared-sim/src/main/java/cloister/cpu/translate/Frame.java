package cloister.cpu.translate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the processor and a translated region hand to each other, in memory that both reach: one
 * word each.
 */
public final class Frame {
  /** The general registers, as instructions number them, from here on. */
  public static final int GENERAL = 0;

  /** The status flags in the form of {@code Flags}. */
  public static final int RESULT = 8;

  public static final int CARRIES = 9;

  /** How many instructions may still be retired. */
  public static final int LEFT = 10;

  /** The bounds of plain RAM, as {@code Memory} has them. */
  public static final int LOW_END = 11;

  public static final int HIGH_START = 12;
  public static final int HIGH_END = 13;

  /** Out: where to go on, as a distance from the beginning of the region's page. */
  public static final int OFFSET = 14;

  /** Out: not 0 when the instruction there is for the interpreter. */
  public static final int STAYS = 15;

  public static final int WORDS = 16;

  private final ByteBuffer words =
      ByteBuffer.allocateDirect(4 * WORDS).order(ByteOrder.LITTLE_ENDIAN);

  public ByteBuffer buffer() {
    return words;
  }

  int get(int word) {
    return words.getInt(4 * word);
  }

  void set(int word, int value) {
    words.putInt(4 * word, value);
  }
}

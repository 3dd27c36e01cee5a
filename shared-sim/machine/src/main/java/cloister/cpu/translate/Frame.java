package cloister.cpu.translate;

import cloister.bus.DirectBytes;
import java.nio.ByteBuffer;

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

  /** Out: where to go on, as a distance from the beginning of the region's page. */
  public static final int OFFSET = 11;

  /** Out: not 0 when the instruction there is for the interpreter. */
  public static final int STAYS = 12;

  /** Out: the number of the side exit that the region left with, or 0. */
  public static final int SIDE_EXIT = 13;

  /** The flags beside the status flags. */
  public static final int SYSTEM = 14;

  /** In: not 0 when nothing that a gate does is noticed or lets an interrupt in. */
  public static final int QUIET = 15;

  /** In: not 0 when every port may be read in this ring, or in ring 0, and nobody notices. */
  public static final int PORTS = 16;

  /** Out of a {@link HelperCalls}: not 0 when the region goes on. */
  public static final int GOES_ON = 17;

  /** In: the address of the last page fault. */
  public static final int CR2 = 18;

  /** In: as {@link #PORTS}, for ring 3. */
  public static final int PORTS_OF_USER = 19;

  /** In: not 0 when the task has a stack for every inner ring. */
  public static final int OPEN_INWARDS = 20;

  /** In: not 0 when a return to ring 3 changes no data segment, and has no alignment checked. */
  public static final int OPEN_OUTWARDS = 21;

  /** In: the linear address of the task-state segment. */
  public static final int TASK = 22;

  /** The selector of the stack; behind a way between rings, that of the new one. */
  public static final int STACK_SELECTOR = 23;

  /** 0, or one more than the error code of the page fault that has refused an access. */
  public static final int REFUSED = 24;

  /**
   * Out: the number of the way to another ring that the region left by, or 0. {@link #OFFSET} is
   * one in {@link #PAGE} then.
   */
  public static final int LANDED = 25;

  /** Out: steps that retire nothing; they are no part of {@link #LEFT} any more. */
  public static final int OTHER_STEPS = 26;

  /** Out: the beginning of the page where such a way leads. */
  public static final int PAGE = 27;

  public static final int WORDS = 28;

  private final DirectBytes words = new DirectBytes(4 * WORDS);

  public ByteBuffer buffer() {
    return words.buffer();
  }

  int get(int word) {
    return words.get32(4 * word);
  }

  void set(int word, int value) {
    words.set32(4 * word, value);
  }
}

package cloister.cpu.translate;

/** The variables of a translated region, by number. All are words and begin as 0. */
public final class Local {
  /** The general registers, as instructions number them, from here on. */
  public static final int GENERAL = 0;

  /** The last result, sign-extended: ZF, SF and PF, as {@code Flags} keeps it. */
  static final int RESULT = 8;

  /** The carries of {@code Flags}, when {@link #KIND} says so. */
  static final int CARRIES = 9;

  /** What the other flags follow from: a number of {@link PendingFlags}. */
  static final int KIND = 10;

  static final int FIRST = 11;
  static final int SECOND = 12;

  static final int LEFT = 13;

  /** Where to go, as a distance from the beginning of the page. */
  public static final int OFFSET = 14;

  static final int STAYS = 15;

  /** A linear address, and the physical one that was found for it. */
  public static final int ADDRESS = 16;

  public static final int PHYSICAL = 17;

  /** For the values inside one instruction. */
  static final int VALUE = 18;

  static final int OTHER = 19;
  static final int OUTCOME = 20;

  /** For the host's own use. */
  public static final int SCRATCH = 21;

  /** The number of the side exit that the region leaves with, or 0. */
  static final int SIDE_EXIT = 22;

  /** The number of the way to another ring that the region leaves by, or 0. */
  static final int LANDED = 23;

  public static final int COUNT = 24;

  private Local() {}
}

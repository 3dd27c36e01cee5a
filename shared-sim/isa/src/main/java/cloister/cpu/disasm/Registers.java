package cloister.cpu.disasm;

/** Register names by number. */
final class Registers {
  private static final String[] BYTE = {"al", "cl", "dl", "bl", "ah", "ch", "dh", "bh"};
  private static final String[] WORD = {"ax", "cx", "dx", "bx", "sp", "bp", "si", "di"};
  private static final String[] SEGMENT = {"es", "cs", "ss", "ds", "fs", "gs"};

  private Registers() {}

  static String general(int number, int bits) {
    return switch (bits) {
      case 8 -> BYTE[number];
      case 16 -> WORD[number];
      default -> "e" + WORD[number];
    };
  }

  static boolean isSegment(int number) {
    return number < SEGMENT.length;
  }

  static String segment(int number) {
    return SEGMENT[number];
  }
}

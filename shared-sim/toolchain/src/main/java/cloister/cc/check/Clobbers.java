package cloister.cc.check;

import cloister.cc.tree.Constraint;

/** What inline assembly can say that it changes. */
final class Clobbers {
  static final int UNKNOWN = -1;

  /** EBP, which holds the frame. */
  static final int FRAME = -2;

  private Clobbers() {}

  /** The bit of a register among those of {@link Constraint}, 0 for what has none. */
  static int register(String name) {
    return switch (name) {
      case "eax", "ax", "al", "ah" -> bit('a');
      case "ebx", "bx", "bl", "bh" -> bit('b');
      case "ecx", "cx", "cl", "ch" -> bit('c');
      case "edx", "dx", "dl", "dh" -> bit('d');
      case "esi", "si" -> bit('S');
      case "edi", "di" -> bit('D');
      case "ebp", "bp" -> FRAME;
      case "memory", "cc", "flags", "redzone", "esp", "sp", "fpsr", "dirflag" -> 0;
      default -> {
        boolean other = name.startsWith("st") || name.startsWith("mm") || name.startsWith("xmm");
        yield other ? 0 : UNKNOWN;
      }
    };
  }

  private static int bit(char letter) {
    return Constraint.of(String.valueOf(letter)).registers();
  }
}

package cloister.cpu.disasm;

import java.util.ArrayList;
import java.util.List;

/**
 * The prefix bytes of an instruction (SDM 2, 2.1.1). Of several segment overrides the last counts.
 */
final class Prefixes {
  private static final String[] SEGMENTS = {"es", "cs", "ss", "ds", "fs", "gs"};

  boolean lock;
  boolean operandSize;
  boolean addressSize;

  /** F2, F3 or 0. */
  int repeat;

  /** The name of a segment register, or the empty text. */
  String segment = "";

  /** Reads all prefixes, the cursor stops at the opcode. */
  static Prefixes read(Cursor cursor) {
    Prefixes prefixes = new Prefixes();
    while (!cursor.overrun() && prefixes.take(cursor.peek())) {
      cursor.next8();
    }
    return prefixes;
  }

  private boolean take(int code) {
    switch (code) {
      case 0x26, 0x2E, 0x36, 0x3E -> segment = SEGMENTS[code >> 3 & 3];
      case 0x64, 0x65 -> segment = SEGMENTS[code & 7];
      case 0x66 -> operandSize = true;
      case 0x67 -> addressSize = true;
      case 0xF0 -> lock = true;
      case 0xF2, 0xF3 -> repeat = code;
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The one that may belong to the opcode: F2, F3, else 66, or 0. */
  int ofOpcode() {
    return repeat != 0 ? repeat : operandSize ? 0x66 : 0;
  }

  /** Forgets one that belongs to the opcode, which the mnemonic shows. */
  void hide(int code) {
    if (code == 0x66) {
      operandSize = false;
    } else if (code != 0) {
      repeat = 0;
    }
  }

  /**
   * The words for those that no operand shows.
   *
   * @param compares true for CMPS and SCAS, whose F3 means "while equal"
   */
  List<String> words(int bits, boolean compares) {
    List<String> words = new ArrayList<>();
    if (repeat == 0xF3) {
      words.add(compares ? "repe" : "rep");
    } else if (repeat == 0xF2) {
      words.add("repne");
    }
    if (lock) {
      words.add("lock");
    }
    if (!segment.isEmpty()) {
      words.add(segment);
    }
    if (operandSize) {
      words.add(bits == 16 ? "o32" : "o16");
    }
    if (addressSize) {
      words.add(bits == 16 ? "a32" : "a16");
    }
    return words;
  }
}

package cloister.cli;

import cloister.input.Numbers;
import java.util.OptionalInt;

/** Hexadecimal numbers on the command line, with or without {@code 0x}. */
final class HexText {
  private HexText() {}

  static OptionalInt parse(String text) {
    boolean prefixed = text.startsWith("0x") || text.startsWith("0X");
    return Numbers.parseHex(prefixed ? text.substring(2) : text);
  }
}

package cloister.cpu.disasm;

import cloister.bits.Ascii;
import cloister.bits.Hex;

/** Numbers as NASM reads them. */
final class Numerals {
  private Numerals() {}

  static String hex(int value) {
    return Ascii.lower(Hex.prefixed(value));
  }

  /** With a sign in front when it is negative. */
  static String signed(int value) {
    return value < 0 ? "-" + hex(-value) : hex(value);
  }

  /** With a sign in front always, to follow a register. */
  static String added(int value) {
    return value < 0 ? signed(value) : "+" + hex(value);
  }

  static String masked(int value, int bits) {
    return hex(bits == 32 ? value : value & (1 << bits) - 1);
  }
}

package cloister.cpu.disasm;

import java.util.function.IntUnaryOperator;

/** Reads the bytes of one instruction; remembers when there were too few. */
final class Cursor {
  /** No instruction is longer (SDM 2, 2.3.11). */
  static final int LONGEST = 15;

  private final IntUnaryOperator bytes;
  private final int available;
  private int at;

  /**
   * @param bytes the byte at an index
   * @param available how many there are
   */
  Cursor(IntUnaryOperator bytes, int available) {
    this.bytes = bytes;
    this.available = Math.min(available, LONGEST);
  }

  int position() {
    return at;
  }

  boolean overrun() {
    return at > available;
  }

  /** The next byte without moving, 0 past the end. */
  int peek() {
    return byteAt(at);
  }

  int next8() {
    return byteAt(at++);
  }

  int signed8() {
    return (byte) next8();
  }

  int next16() {
    int low = next8();
    return low | next8() << 8;
  }

  int next32() {
    int low = next16();
    return low | next16() << 16;
  }

  /** The next number of 16 or 32 bits. */
  int next(int bits) {
    return bits == 16 ? next16() : next32();
  }

  int byteAt(int index) {
    return index < available ? bytes.applyAsInt(index) & 0xff : 0;
  }
}

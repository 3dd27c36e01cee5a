package cloister.cc.assemble;

import cloister.bits.Bytes;

/** Padding in code: as few instructions without effect as there can be, in GNU's choice of them. */
final class NoOperations {
  private static final int[][] WIDE = {
    {},
    {0x90},
    {0x66, 0x90},
    {0x8D, 0x76, 0x00},
    {0x8D, 0x74, 0x26, 0x00},
    {0x2E, 0x8D, 0x74, 0x26, 0x00},
    {0x8D, 0xB6, 0, 0, 0, 0},
    {0x8D, 0xB4, 0x26, 0, 0, 0, 0},
    {0x2E, 0x8D, 0xB4, 0x26, 0, 0, 0, 0},
  };

  private static final int[][] NARROW = {
    {}, {0x90}, {0x89, 0xF6}, {0x8D, 0x74, 0x00}, {0x8D, 0xB4, 0, 0}, {0x2E, 0x8D, 0xB4, 0, 0},
  };

  /** With more of them than this, a jump goes over them all. */
  private static final int MOST = 2;

  private NoOperations() {}

  /**
   * @param bits 16 or 32
   * @param behindData true where the first byte must stand alone, so that no prefix before it
   *     changes it
   */
  static void add(Bytes bytes, int count, int bits, boolean behindData) {
    int left = count;
    if (behindData && left > 0) {
      bytes.add(0x90);
      left--;
    }
    int[][] patterns = bits == 16 ? NARROW : WIDE;
    int longest = patterns.length - 1;
    if (left / longest > MOST) {
      left -= jump(bytes, left, bits);
    }
    while (left > 0) {
      int[] pattern = patterns[Math.min(left, longest)];
      for (int one : pattern) {
        bytes.add(one);
      }
      left -= pattern.length;
    }
  }

  /** A jump over the rest; says how many bytes it takes itself. */
  private static int jump(Bytes bytes, int count, int bits) {
    int distance = count - 2;
    if (distance == (byte) distance) {
      bytes.add(0xEB);
      bytes.add(distance);
      return 2;
    }
    int size = bits / 8;
    bytes.add(0xE9);
    bytes.add(count - 1 - size, size);
    return 1 + size;
  }
}

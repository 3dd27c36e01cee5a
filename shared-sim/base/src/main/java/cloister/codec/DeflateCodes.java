package cloister.codec;

import java.util.Arrays;

/** The length and distance codes of DEFLATE (RFC 1951, section 3.2.5). */
final class DeflateCodes {
  static final int END_OF_BLOCK = 256;
  static final int MIN_LENGTH = 3;
  static final int MAX_LENGTH = 258;
  static final int WINDOW = 32768;

  static final int[] LENGTH_BASE = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258
  };
  static final int[] LENGTH_EXTRA = {
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
  };
  static final int[] DISTANCE_BASE = {
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577
  };
  static final int[] DISTANCE_EXTRA = {
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13
  };

  private DeflateCodes() {}

  /** Code lengths of the fixed literal and length codes (section 3.2.6). */
  static int[] fixedLiteralLengths() {
    int[] lengths = new int[288];
    for (int i = 0; i < 288; i++) {
      lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
    }
    return lengths;
  }

  static int[] fixedDistanceLengths() {
    int[] lengths = new int[30];
    Arrays.fill(lengths, 5);
    return lengths;
  }

  /** The largest index whose base does not exceed the value. */
  static int codeOf(int[] bases, int value) {
    int code = bases.length - 1;
    while (bases[code] > value) {
      code--;
    }
    return code;
  }
}

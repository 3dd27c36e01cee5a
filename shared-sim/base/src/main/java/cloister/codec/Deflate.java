package cloister.codec;

import java.util.Arrays;

/**
 * Compresses with DEFLATE (RFC 1951): one block, fixed Huffman codes, matches found by chains of
 * equal three-byte beginnings.
 */
public final class Deflate {
  private static final int HASH_BITS = 13;
  private static final int CHAIN_LIMIT = 64;

  private final byte[] input;
  private final int[] latest = new int[1 << HASH_BITS];
  private final int[] previous;
  private byte[] output = new byte[256];
  private int length;
  private int bits;
  private int bitCount;

  private Deflate(byte[] input) {
    this.input = input;
    previous = new int[input.length];
    Arrays.fill(latest, -1);
  }

  public static byte[] compress(byte[] input) {
    return new Deflate(input).run();
  }

  private byte[] run() {
    put(1, 1);
    put(1, 2);
    int at = 0;
    while (at < input.length) {
      int candidate = longest(at);
      int match = candidate < 0 ? 0 : matchLength(candidate, at);
      int count = match >= DeflateCodes.MIN_LENGTH ? match : 1;
      if (count == 1) {
        literal(input[at] & 0xff);
      } else {
        copy(count, at - candidate);
      }
      for (int i = 0; i < count; i++) {
        remember(at++);
      }
    }
    literal(DeflateCodes.END_OF_BLOCK);
    put(0, 7);
    return Arrays.copyOf(output, length);
  }

  private int longest(int at) {
    if (at + DeflateCodes.MIN_LENGTH > input.length) {
      return -1;
    }
    int best = -1;
    int bestLength = 0;
    int candidate = latest[hash(at)];
    for (int tries = 0; candidate >= 0 && tries < CHAIN_LIMIT; tries++) {
      if (at - candidate > DeflateCodes.WINDOW) {
        break;
      }
      int found = matchLength(candidate, at);
      if (found > bestLength) {
        best = candidate;
        bestLength = found;
      }
      candidate = previous[candidate];
    }
    return best;
  }

  private int matchLength(int candidate, int at) {
    int limit = Math.min(DeflateCodes.MAX_LENGTH, input.length - at);
    int count = 0;
    while (count < limit && input[candidate + count] == input[at + count]) {
      count++;
    }
    return count;
  }

  private void remember(int at) {
    if (at + DeflateCodes.MIN_LENGTH <= input.length) {
      int hash = hash(at);
      previous[at] = latest[hash];
      latest[hash] = at;
    }
  }

  private int hash(int at) {
    int group = input[at] & 0xff | (input[at + 1] & 0xff) << 8 | (input[at + 2] & 0xff) << 16;
    return group * 0x9E3779B1 >>> 32 - HASH_BITS;
  }

  private void copy(int count, int distance) {
    int lengthCode = DeflateCodes.codeOf(DeflateCodes.LENGTH_BASE, count);
    literal(257 + lengthCode);
    put(count - DeflateCodes.LENGTH_BASE[lengthCode], DeflateCodes.LENGTH_EXTRA[lengthCode]);
    int distanceCode = DeflateCodes.codeOf(DeflateCodes.DISTANCE_BASE, distance);
    putReversed(distanceCode, 5);
    put(
        distance - DeflateCodes.DISTANCE_BASE[distanceCode],
        DeflateCodes.DISTANCE_EXTRA[distanceCode]);
  }

  /** The fixed code of a literal, a length or the end of the block (section 3.2.6). */
  private void literal(int symbol) {
    if (symbol < 144) {
      putReversed(0x30 + symbol, 8);
    } else if (symbol < 256) {
      putReversed(0x190 + symbol - 144, 9);
    } else if (symbol < 280) {
      putReversed(symbol - 256, 7);
    } else {
      putReversed(0xC0 + symbol - 280, 8);
    }
  }

  /** Huffman codes are packed most significant bit first. */
  private void putReversed(int code, int count) {
    put(Integer.reverse(code) >>> 32 - count, count);
  }

  private void put(int value, int count) {
    bits |= value << bitCount;
    bitCount += count;
    while (bitCount >= 8) {
      if (length == output.length) {
        output = Arrays.copyOf(output, 2 * length);
      }
      output[length++] = (byte) bits;
      bits >>>= 8;
      bitCount -= 8;
    }
  }
}

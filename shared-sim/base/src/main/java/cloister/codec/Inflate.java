package cloister.codec;

import java.util.Arrays;
import java.util.Optional;

/** Decompresses DEFLATE (RFC 1951), all block types, into at most a given number of bytes. */
public final class Inflate {
  private static final int[] LENGTH_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private final byte[] input;
  private final int limit;
  private byte[] output = new byte[1024];
  private int length;
  private int at;
  private int bits;
  private int bitCount;

  /** Set at the first thing that is not DEFLATE; every loop ends on it. */
  private boolean broken;

  private Inflate(byte[] input, int limit) {
    this.input = input;
    this.limit = limit;
  }

  /** The bytes, or nothing when the input is broken or holds more than {@code limit} bytes. */
  public static Optional<byte[]> decompress(byte[] input, int limit) {
    Inflate inflate = new Inflate(input, limit);
    inflate.run();
    return inflate.broken
        ? Optional.empty()
        : Optional.of(Arrays.copyOf(inflate.output, inflate.length));
  }

  private void run() {
    boolean last = false;
    while (!last && !broken) {
      last = take(1) == 1;
      switch (take(2)) {
        case 0 -> stored();
        case 1 ->
            compressed(
                Huffman.of(DeflateCodes.fixedLiteralLengths()),
                Huffman.of(DeflateCodes.fixedDistanceLengths()));
        case 2 -> dynamic();
        default -> broken = true;
      }
    }
  }

  private void stored() {
    bits = 0;
    bitCount = 0;
    int count = take(16);
    if (take(16) != (~count & 0xffff)) {
      broken = true;
    }
    for (int i = 0; i < count && !broken; i++) {
      emit(take(8));
    }
  }

  private void dynamic() {
    int literals = take(5) + 257;
    int distances = take(5) + 1;
    int lengthCodes = take(4) + 4;
    int[] codeLengths = new int[19];
    for (int i = 0; i < lengthCodes; i++) {
      codeLengths[LENGTH_ORDER[i]] = take(3);
    }
    Huffman code = Huffman.of(codeLengths);
    int[] lengths = new int[literals + distances];
    int filled = 0;
    while (filled < lengths.length && !broken) {
      filled = readLengths(code, lengths, filled);
    }
    if (!broken) {
      compressed(
          Huffman.of(Arrays.copyOf(lengths, literals)),
          Huffman.of(Arrays.copyOfRange(lengths, literals, lengths.length)));
    }
  }

  private int readLengths(Huffman code, int[] lengths, int filled) {
    int symbol = symbol(code);
    int value = 0;
    int repeat = 1;
    switch (symbol) {
      case 16 -> {
        if (filled == 0) {
          broken = true;
          return filled;
        }
        value = lengths[filled - 1];
        repeat = 3 + take(2);
      }
      case 17 -> repeat = 3 + take(3);
      case 18 -> repeat = 11 + take(7);
      default -> value = Math.max(symbol, 0);
    }
    if (filled + repeat > lengths.length) {
      broken = true;
      return filled;
    }
    Arrays.fill(lengths, filled, filled + repeat, value);
    return filled + repeat;
  }

  private void compressed(Huffman literals, Huffman distances) {
    while (!broken) {
      int symbol = symbol(literals);
      if (symbol == DeflateCodes.END_OF_BLOCK) {
        return;
      }
      if (symbol < DeflateCodes.END_OF_BLOCK) {
        emit(symbol);
      } else {
        copy(symbol - 257, distances);
      }
    }
  }

  private void copy(int lengthCode, Huffman distances) {
    if (lengthCode >= DeflateCodes.LENGTH_BASE.length) {
      broken = true;
      return;
    }
    int count = DeflateCodes.LENGTH_BASE[lengthCode] + take(DeflateCodes.LENGTH_EXTRA[lengthCode]);
    int distanceCode = symbol(distances);
    if (distanceCode < 0 || distanceCode >= DeflateCodes.DISTANCE_BASE.length) {
      broken = true;
      return;
    }
    int distance =
        DeflateCodes.DISTANCE_BASE[distanceCode] + take(DeflateCodes.DISTANCE_EXTRA[distanceCode]);
    if (distance > length) {
      broken = true;
    }
    for (int i = 0; i < count && !broken; i++) {
      emit(output[length - distance]);
    }
  }

  private void emit(int value) {
    if (broken || length == limit) {
      broken = true;
      return;
    }
    if (length == output.length) {
      output = Arrays.copyOf(output, Math.min(2 * length, Math.max(limit, 1)));
    }
    output[length++] = (byte) value;
  }

  private int symbol(Huffman code) {
    code.begin();
    for (int i = 0; i < Huffman.MAX_BITS && !broken; i++) {
      int symbol = code.feed(take(1));
      if (symbol >= 0) {
        return symbol;
      }
    }
    broken = true;
    return -1;
  }

  private int take(int count) {
    while (bitCount < count) {
      if (at == input.length) {
        broken = true;
        return 0;
      }
      bits |= (input[at++] & 0xff) << bitCount;
      bitCount += 8;
    }
    int value = bits & (1 << count) - 1;
    bits >>>= count;
    bitCount -= count;
    return value;
  }
}

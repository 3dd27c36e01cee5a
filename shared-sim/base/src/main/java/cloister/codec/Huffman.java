package cloister.codec;

/** A canonical prefix code made from code lengths (RFC 1951, section 3.2.2), read bit by bit. */
final class Huffman {
  static final int MAX_BITS = 15;

  /** How many codes have each length. */
  private final int[] counts = new int[MAX_BITS + 1];

  /** Symbols ordered by code. */
  private final int[] symbols;

  private int code;
  private int first;
  private int index;
  private int bits;

  private Huffman(int symbolCount) {
    symbols = new int[symbolCount];
  }

  static Huffman of(int[] lengths) {
    Huffman huffman = new Huffman(lengths.length);
    for (int length : lengths) {
      huffman.counts[length]++;
    }
    huffman.counts[0] = 0;
    int[] next = new int[MAX_BITS + 2];
    for (int length = 1; length <= MAX_BITS; length++) {
      next[length + 1] = next[length] + huffman.counts[length];
    }
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] != 0) {
        huffman.symbols[next[lengths[symbol]]++] = symbol;
      }
    }
    return huffman;
  }

  void begin() {
    code = 0;
    first = 0;
    index = 0;
    bits = 0;
  }

  /** The symbol that ends with this bit, or -1 when more bits are needed. */
  int feed(int bit) {
    bits++;
    code = code << 1 | bit;
    int count = counts[bits];
    if (code - first < count && code >= first) {
      return symbols[index + code - first];
    }
    index += count;
    first = first + count << 1;
    return -1;
  }
}

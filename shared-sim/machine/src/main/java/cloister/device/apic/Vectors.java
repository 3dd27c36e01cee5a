package cloister.device.apic;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.ArrayList;
import java.util.List;

/** A register of 256 bits, one for each vector. */
final class Vectors implements Saveable {
  static final int NONE = -1;

  private static final int WORDS = 8;

  private final int[] words = new int[WORDS];

  boolean has(int vector) {
    return (words[vector >>> 5] >>> vector & 1) != 0;
  }

  void set(int vector, boolean on) {
    int bit = 1 << vector;
    int word = vector >>> 5;
    words[word] = on ? words[word] | bit : words[word] & ~bit;
  }

  /** 32 of the bits, as software reads them. */
  int word(int index) {
    return words[index];
  }

  /** The highest vector that is set, or {@link #NONE}. */
  int highest() {
    for (int word = WORDS - 1; word >= 0; word--) {
      if (words[word] != 0) {
        return 32 * word + 31 - Integer.numberOfLeadingZeros(words[word]);
      }
    }
    return NONE;
  }

  /** The vectors that are set, the highest first. */
  List<Integer> list() {
    List<Integer> vectors = new ArrayList<>();
    for (int vector = 32 * WORDS - 1; vector >= 0; vector--) {
      if (has(vector)) {
        vectors.add(vector);
      }
    }
    return vectors;
  }

  void clear() {
    for (int word = 0; word < WORDS; word++) {
      words[word] = 0;
    }
  }

  @Override
  public void save(StateWriter out) {
    out.writeInts(words);
  }

  @Override
  public void load(StateReader in) {
    in.readInts(words);
  }
}

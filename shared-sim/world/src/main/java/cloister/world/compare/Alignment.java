package cloister.world.compare;

import java.util.Arrays;

/**
 * What a kernel on a machine of its own saw after each of its instructions: right behind it, and
 * last before the next one, between which an interrupt or an exception may have been delivered.
 */
final class Alignment {
  private int[] first = new int[1 << 12];
  private int[] last = new int[1 << 12];
  private int known;

  /**
   * @param instruction how many have been done; each number comes, in order
   */
  void note(int instruction, int[] words) {
    if (instruction >= first.length) {
      first = Arrays.copyOf(first, 2 * first.length);
      last = Arrays.copyOf(last, 2 * last.length);
    }
    int hash = GuestWords.hash(words);
    if (instruction >= known) {
      first[instruction] = hash;
      known = instruction + 1;
    }
    last[instruction] = hash;
  }

  /** False where something else was seen after so many instructions. */
  boolean agrees(long instruction, int[] words) {
    if (instruction < 0 || instruction >= known) {
      return true;
    }
    int hash = GuestWords.hash(words);
    return hash == first[(int) instruction] || hash == last[(int) instruction];
  }
}

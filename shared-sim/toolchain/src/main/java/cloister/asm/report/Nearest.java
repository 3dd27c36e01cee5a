package cloister.asm.report;

import java.util.Collection;
import java.util.Optional;

/** Finds the word that somebody probably meant. */
public final class Nearest {
  private static final int LONGEST = 40;

  private Nearest() {}

  /**
   * The closest word, when one is close enough to be a slip: of equally close ones the first that
   * is as long, since a letter in a wrong place is the commoner slip than one that is missing.
   */
  public static Optional<String> to(String word, Collection<String> known) {
    return to(word, known, word.length() <= 2 ? 1 : word.length() <= 5 ? 2 : 3);
  }

  /**
   * The closest word.
   *
   * @param most slips that there may be between them
   */
  public static Optional<String> to(String word, Collection<String> known, int most) {
    int best = most;
    String nearest = null;
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    for (String candidate : known) {
      int distance = distance(word, candidate);
      boolean first = nearest == null && word.length() > 2;
      if (distance < best || distance == best && (first || fits(word, candidate, nearest))) {
        best = distance;
        nearest = candidate;
      }
    }
    return best >= word.length() ? Optional.empty() : Optional.ofNullable(nearest);
  }

  private static boolean fits(String word, String candidate, String nearest) {
    return nearest != null
        && candidate.length() == word.length()
        && nearest.length() != word.length();
  }

  /** Insertions, deletions, replacements and swaps of neighbours between two words. */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 3) {
      return LONGEST;
    }
    int[] before = new int[b.length() + 1];
    int[] above = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(above[j - 1] + change, Math.min(above[j], row[j - 1]) + 1);
        if (swapped(a, i, b, j)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] free = before;
      before = above;
      above = row;
      row = free;
    }
    return above[b.length()];
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}

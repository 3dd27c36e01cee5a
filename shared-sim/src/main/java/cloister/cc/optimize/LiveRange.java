package cloister.cc.optimize;

import java.util.Arrays;

/** When a register is needed: stretches of positions, built from the end to the beginning. */
final class LiveRange {
  /** Starts and ends by turns, the last stretch first. */
  private int[] stretches = new int[4];

  private int count;

  boolean isEmpty() {
    return count == 0;
  }

  int size() {
    return count / 2;
  }

  /** Adds a stretch that starts no later than all others; the end is not in it. */
  void add(int start, int end) {
    if (count > 0 && stretches[count - 2] <= end) {
      stretches[count - 2] = start;
      stretches[count - 1] = Math.max(stretches[count - 1], end);
      return;
    }
    if (count + 2 > stretches.length) {
      stretches = Arrays.copyOf(stretches, stretches.length * 2);
    }
    stretches[count++] = start;
    stretches[count++] = end;
  }

  /** The register is written here: what was thought to be needed from earlier on is not. */
  void startAt(int position) {
    if (count == 0 || stretches[count - 1] <= position || stretches[count - 2] > position) {
      add(position, position + 1);
    } else {
      stretches[count - 2] = position;
    }
  }

  boolean meets(LiveRange other) {
    int a = 0;
    int b = 0;
    while (a < count && b < other.count) {
      if (stretches[a] >= other.stretches[b + 1]) {
        a += 2;
      } else if (other.stretches[b] >= stretches[a + 1]) {
        b += 2;
      } else {
        return true;
      }
    }
    return false;
  }

  static LiveRange union(LiveRange one, LiveRange other) {
    LiveRange both = new LiveRange();
    int a = 0;
    int b = 0;
    while (a < one.count || b < other.count) {
      boolean first = b >= other.count || a < one.count && one.stretches[a] >= other.stretches[b];
      LiveRange next = first ? one : other;
      int at = first ? a : b;
      both.add(next.stretches[at], next.stretches[at + 1]);
      a += first ? 2 : 0;
      b += first ? 0 : 2;
    }
    return both;
  }
}

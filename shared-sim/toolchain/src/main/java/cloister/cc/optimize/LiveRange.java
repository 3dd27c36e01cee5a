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
    return count <= other.count ? isMetBy(other) : other.isMetBy(this);
  }

  /** Looks each of this range's stretches up in the longer one. */
  private boolean isMetBy(LiveRange longer) {
    for (int i = 0; i < count; i += 2) {
      int at = longer.firstStartingBelow(stretches[i + 1]);
      if (at < longer.count && longer.stretches[at + 1] > stretches[i]) {
        return true;
      }
    }
    return false;
  }

  /** Where the first stretch stands that starts below a position: starts fall. */
  private int firstStartingBelow(int position) {
    int low = 0;
    int high = count / 2;
    while (low < high) {
      int middle = low + high >>> 1;
      if (stretches[2 * middle] < position) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return 2 * low;
  }

  /** Of two that do not meet; either may become the result. */
  static LiveRange union(LiveRange one, LiveRange other) {
    LiveRange longer = one.count >= other.count ? one : other;
    LiveRange shorter = longer == one ? other : one;
    for (int i = 0; i < shorter.count; i += 2) {
      longer.insert(shorter.stretches[i], shorter.stretches[i + 1]);
    }
    return longer;
  }

  private void insert(int start, int end) {
    int at = firstStartingBelow(end);
    if (at < count && stretches[at + 1] == start) {
      stretches[at + 1] = end;
    } else if (at > 0 && stretches[at - 2] == end) {
      stretches[at - 2] = start;
    } else {
      if (count + 2 > stretches.length) {
        stretches = Arrays.copyOf(stretches, stretches.length * 2);
      }
      System.arraycopy(stretches, at, stretches, at + 2, count - at);
      stretches[at] = start;
      stretches[at + 1] = end;
      count += 2;
    }
  }
}

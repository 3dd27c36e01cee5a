package cloister.kernel.anon;

import cloister.kernel.vfs.FileDescription;
import java.util.Map;
import java.util.TreeMap;

/** How epolls watch each other: in no circle, not too deep, and in not too many ways. */
final class EpollPaths {
  /** EP_MAX_NESTS: so many of them may watch each other in a row. */
  private static final int MOST_NESTED = 4;

  /**
   * By how many ways a file's news may reach somebody, by the epolls on the way after the first; as
   * many as you like may watch the file itself.
   */
  private static final int[] MOST_WAYS = {Integer.MAX_VALUE, 500, 100, 50, 10};

  /** How deep others are in those that have been looked at, by their numbers. */
  private final Map<Integer, Integer> depths = new TreeMap<>();

  private final Map<Integer, Integer> heights = new TreeMap<>();

  /** The files that are watched at the bottom. */
  private final Map<Integer, FileDescription> watched = new TreeMap<>();

  /** Whether one of them may watch another. */
  boolean mayWatch(Epoll top, Epoll other) {
    int below = depth(other, top);
    return below >= 0 && below + 1 + height(top) <= MOST_NESTED;
  }

  /** An open file that is no epoll. */
  void watch(FileDescription file) {
    watched.put(file.id(), file);
  }

  /** How deep others are in one; -1 where one of them is {@code top}. */
  private int depth(Epoll at, Epoll top) {
    if (at == top) {
      return -1;
    }
    Integer known = depths.get(at.id());
    if (known != null) {
      return known;
    }
    int deepest = 0;
    for (EpollItem item : at.items()) {
      if (item.file().operations() instanceof Epoll other) {
        int below = depth(other, top);
        if (below < 0 || below > MOST_NESTED) {
          return -1;
        }
        deepest = Math.max(deepest, below + 1);
      } else {
        watch(item.file());
      }
    }
    depths.put(at.id(), deepest);
    return deepest;
  }

  /** How many watch one in a row. */
  private int height(Epoll at) {
    Integer known = heights.get(at.id());
    if (known != null) {
      return known;
    }
    int highest = 0;
    for (var watch : at.description().watches()) {
      if (watch instanceof EpollItem item) {
        highest = Math.max(highest, height(item.owner()) + 1);
      }
    }
    heights.put(at.id(), highest);
    return highest;
  }

  /** Whether news of each file at the bottom come by few enough ways. */
  boolean areFew() {
    for (FileDescription file : watched.values()) {
      if (!areFew(file, 0, new int[MOST_WAYS.length])) {
        return false;
      }
    }
    return true;
  }

  private static boolean areFew(FileDescription file, int depth, int[] ways) {
    if (depth > MOST_NESTED) {
      return false;
    }
    for (var watch : file.watches()) {
      if (watch instanceof EpollItem item) {
        FileDescription next = item.owner().description();
        boolean few =
            next.watches().isEmpty()
                ? ++ways[depth] <= MOST_WAYS[depth]
                : areFew(next, depth + 1, ways);
        if (!few) {
          return false;
        }
      }
    }
    return true;
  }
}

package cloister.world.view;

import cloister.bus.Memory;
import cloister.cpu.paging.PageWalk;
import cloister.cpu.paging.Paging;
import java.util.ArrayList;
import java.util.List;

/**
 * The linear addresses that the page tables map, from the lowest up: neighbours that lie side by
 * side in memory too and have the same rights are one range. Bounded in ranges and in walks, so
 * that tables of any content are soon read.
 */
final class MappedRanges {
  static final int MOST = 64;

  private static final int MOST_WALKS = 1 << 16;
  private static final int POINTER_REACH = 1 << 30;

  private final List<Range> ranges = new ArrayList<>();
  private boolean complete;

  /**
   * @param last the last linear address, included
   * @param physical where the first one lies
   */
  record Range(int first, int last, int physical, PageRights rights) {
    boolean goesOn(int frame, PageRights same) {
      return physical + (last - first + 1) == frame && rights.equals(same);
    }
  }

  MappedRanges(Paging paging) {
    int linear = 0;
    for (int walks = 0; walks < MOST_WALKS; walks++) {
      PageWalk walk = paging.probe(linear);
      int bytes = reach(walk);
      if (walk.complete() && !add(walk, bytes)) {
        return;
      }
      linear += bytes;
      if (linear == 0) {
        complete = true;
        return;
      }
    }
  }

  List<Range> ranges() {
    return ranges;
  }

  /** False when there may be more. */
  boolean complete() {
    return complete;
  }

  /** False when there is no room for it. */
  private boolean add(PageWalk walk, int bytes) {
    int linear = walk.linear();
    PageRights rights = PageRights.of(walk);
    int end = ranges.size() - 1;
    if (end >= 0
        && ranges.get(end).last() + 1 == linear
        && ranges.get(end).goesOn(walk.frame(), rights)) {
      Range range = ranges.get(end);
      ranges.set(end, new Range(range.first(), linear + bytes - 1, range.physical(), rights));
      return true;
    }
    if (ranges.size() == MOST) {
      return false;
    }
    ranges.add(new Range(linear, linear + bytes - 1, walk.frame(), rights));
    return true;
  }

  /** How many bytes the entry decides about at which the walk ended. */
  private static int reach(PageWalk walk) {
    if (walk.reachedTable()) {
      return Memory.PAGE_SIZE;
    }
    return walk.reachedDirectory() ? directoryReach(walk) : POINTER_REACH;
  }

  static int directoryReach(PageWalk walk) {
    return walk.wide() ? 1 << 21 : 1 << 22;
  }
}

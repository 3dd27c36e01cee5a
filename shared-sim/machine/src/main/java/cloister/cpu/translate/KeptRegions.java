package cloister.cpu.translate;

import cloister.bus.Memory;

/** The region that was last made of each {@link CodePlace}, for a limited number: the newest. */
final class KeptRegions {
  private static final int MOST = 256;

  private final Region[] byPlace;

  /** A region of each place that has one there, in the order in which the places came. */
  private final Region[] inOrder = new Region[MOST];

  private int next;

  KeptRegions(int pageCount) {
    byPlace = new Region[CodePlace.count(pageCount)];
  }

  /** The region of a place, whose code may have changed since; null when there is none. */
  Region of(int place) {
    return place < byPlace.length ? byPlace[place] : null;
  }

  /** Keeps the region instead of its place's last one, or of that of the oldest place. */
  void keep(Region region) {
    int place = placeOf(region);
    if (byPlace[place] == null) {
      if (inOrder[next] != null) {
        byPlace[placeOf(inOrder[next])] = null;
      }
      inOrder[next] = region;
      next = (next + 1) % MOST;
    }
    byPlace[place] = region;
  }

  private static int placeOf(Region region) {
    return CodePlace.of(region.page() >>> Memory.PAGE_BITS, region.isForUser());
  }
}

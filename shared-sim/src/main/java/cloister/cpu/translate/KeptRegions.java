package cloister.cpu.translate;

import cloister.bus.Memory;

/** The region that was last made of each page, for a limited number of pages, the newest. */
final class KeptRegions {
  private static final int MOST_PAGES = 256;

  private final Region[] byPage;

  /** A region of each page that has one there, in the order in which the pages came. */
  private final Region[] inOrder = new Region[MOST_PAGES];

  private int next;

  KeptRegions(int pageCount) {
    byPage = new Region[pageCount];
  }

  /** The region of a page, whose code may have changed since; null when there is none. */
  Region of(int page) {
    return page < byPage.length ? byPage[page] : null;
  }

  /** Keeps the region in place of the page's last one, or of that of the oldest page. */
  void keep(Region region) {
    int page = pageOf(region);
    if (byPage[page] == null) {
      if (inOrder[next] != null) {
        byPage[pageOf(inOrder[next])] = null;
      }
      inOrder[next] = region;
      next = (next + 1) % MOST_PAGES;
    }
    byPage[page] = region;
  }

  private static int pageOf(Region region) {
    return region.page() >>> Memory.PAGE_BITS;
  }
}

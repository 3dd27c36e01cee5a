package cloister.cpu.translate;

import cloister.cpu.seg.Passage;

/** A way between rings that regions go, and the region where it has led last. */
final class Landing {
  private final Passage.BetweenRings way;
  private Region region;
  private int epoch;
  private int translations;

  Landing(Passage.BetweenRings way) {
    this.way = way;
  }

  Passage.BetweenRings way() {
    return way;
  }

  /** The region, where {@link #leadsTo} says so. */
  Region region() {
    return region;
  }

  /**
   * @param now of the processor, of which nothing changes during it but what lies on ways between
   *     rings
   * @param codeTranslations the state of the translation buffer for code
   */
  void remember(Region found, int now, int codeTranslations) {
    region = found;
    epoch = now;
    translations = codeTranslations;
  }

  /** Whether the region is there still, and the one for a page by its linear address. */
  boolean leadsTo(int page, int now, int codeTranslations) {
    return region != null
        && epoch == now
        && translations == codeTranslations
        && region.pageEip() == page;
  }
}

package cloister.cpu.translate;

import cloister.cpu.decode.Block;
import cloister.cpu.seg.Passage;

/** A way between rings that regions go, and the block, with its region, where it has led last. */
final class LookupCache {
  private final Passage.BetweenRings way;
  private Block block;
  private Region region;
  private int epoch;
  private int translations;

  LookupCache(Passage.BetweenRings way) {
    this.way = way;
  }

  Passage.BetweenRings way() {
    return way;
  }

  /** What has been remembered, where {@link #leadsTo} says so. */
  Block block() {
    return block;
  }

  Region region() {
    return region;
  }

  /**
   * @param now of the processor, of which nothing changes during it but what lies on ways between
   *     rings
   * @param codeTranslations the state of the translation buffer for code
   */
  void remember(Block entered, Region found, int now, int codeTranslations) {
    block = entered;
    region = found;
    epoch = now;
    translations = codeTranslations;
  }

  /** Whether the region is there still, and the one for a page by its linear address. */
  boolean leadsTo(int page, int now, int codeTranslations) {
    return region != null
        && block.translation == region
        && epoch == now
        && translations == codeTranslations
        && region.pageEip() == page;
  }
}

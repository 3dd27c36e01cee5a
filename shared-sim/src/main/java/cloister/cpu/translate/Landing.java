package cloister.cpu.translate;

import cloister.bus.Memory;
import cloister.cpu.seg.Passage;

/** A way between rings that regions go, and the region where it has led last. */
final class Landing {
  private static final int PAGE_MASK = Memory.PAGE_SIZE - 1;

  private final Passage.BetweenRings way;
  private Region region;
  private int epoch;

  Landing(Passage.BetweenRings way) {
    this.way = way;
  }

  Passage.BetweenRings way() {
    return way;
  }

  /** The region, after {@link #isKnown}. */
  Region region() {
    return region;
  }

  /**
   * @param now of the processor, of which nothing changes during it but what lies on ways between
   *     rings
   */
  void remember(Region found, int now) {
    region = found;
    epoch = now;
  }

  /** Whether the region is still there, and made for the page of an EIP. */
  boolean isKnown(int eip, int now) {
    return region != null && epoch == now && (eip & ~PAGE_MASK) == region.pageEip();
  }

  /** Where the instruction lies for which the region is, after {@link #isKnown}. */
  int physical(int eip) {
    return region.page() | eip & PAGE_MASK;
  }
}

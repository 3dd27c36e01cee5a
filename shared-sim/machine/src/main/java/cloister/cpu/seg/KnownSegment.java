package cloister.cpu.seg;

import cloister.cpu.access.PlainAccess;
import cloister.cpu.core.Core;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;

/**
 * A segment of the global table as it was when its descriptor passed every check of some way to
 * load it. Those look at nothing but the selector, the descriptor, the table's limit and the
 * current ring, so while these are the same they pass again.
 */
public final class KnownSegment {
  private final int selector;
  private final int cpl;
  private final int low;
  private final int high;
  private final int tableLimit;
  private final int base;
  private final int limit;
  private final int rights;
  private final int easy;

  /**
   * @param cpl the ring of the checks
   * @param selector as it is loaded
   * @param descriptor that {@link #canBeKnown}
   */
  public KnownSegment(Core core, int cpl, int selector, SegmentDescriptor descriptor) {
    this.cpl = cpl;
    this.selector = selector;
    low = descriptor.low();
    high = descriptor.high();
    tableLimit = core.gdtLimit;
    base = descriptor.base();
    limit = descriptor.limit();
    rights = descriptor.rights();
    easy = Segments.easy(limit, rights);
  }

  /** A descriptor that has been accessed is not written once more. */
  public static boolean canBeKnown(int selector, SegmentDescriptor descriptor) {
    return !Selector.inLocalTable(selector) && (descriptor.high() & Rights.ACCESSED) != 0;
  }

  /** True in the same ring when the table still has this descriptor, to be read plainly. */
  public boolean stands(Core core, PlainAccess plain) {
    return wouldBeChecked(core) && plain.finds(core.gdtBase + Selector.offset(selector), low, high);
  }

  /** True when its checks, of the same descriptor, would be the same now. */
  public boolean wouldBeChecked(Core core) {
    return core.cpl == cpl && core.gdtLimit == tableLimit;
  }

  /** True for a 32-bit segment that is all of linear memory. */
  public boolean isFlat() {
    return base == 0 && limit == -1 && Rights.isBig(rights);
  }

  public void load(Segments segments, int register) {
    segments.set(register, selector, base, limit, rights, easy);
  }

  /** True when a register is loaded with it already, and its checks would be the same. */
  public boolean isIn(Core core, int register) {
    Segments segments = core.segments;
    return wouldBeChecked(core)
        && segments.selector[register] == selector
        && segments.base[register] == base
        && segments.limit[register] == limit
        && segments.rights[register] == rights;
  }

  /** Where its descriptor stands in the present table. */
  public TableEntry entry(Core core) {
    return new TableEntry(core.gdtBase + Selector.offset(selector), low, high);
  }

  public int selector() {
    return selector;
  }

  public int base() {
    return base;
  }

  public int limit() {
    return limit;
  }

  public int rights() {
    return rights;
  }

  /** Bits of {@link Segments#easy(int, int)}. */
  public int easy() {
    return easy;
  }
}

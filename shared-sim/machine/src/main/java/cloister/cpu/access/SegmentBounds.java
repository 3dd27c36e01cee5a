package cloister.cpu.access;

import cloister.bits.Bits;
import cloister.cpu.core.Core;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Rights;
import cloister.event.Rule;

/** Which bound of its segment an access has passed (SDM 3, 6.3). */
public final class SegmentBounds {
  private SegmentBounds() {}

  /** The last offset of a segment that grows down. */
  static int upper(int rights) {
    return Rights.isBig(rights) ? -1 : 0xffff;
  }

  /** Of an access that is known not to fit. */
  public static Fault refusal(
      Core core, int vector, int errorCode, int rights, int limit, int offset, int bytes) {
    if (!Rights.isExpandDown(rights)) {
      return core.fault(vector, errorCode, Rule.SEGMENT_LIMIT, offset, bytes, limit);
    }
    return Bits.below(limit, offset)
        ? core.fault(vector, errorCode, Rule.SEGMENT_UPPER_BOUND, offset, bytes, upper(rights))
        : core.fault(vector, errorCode, Rule.SEGMENT_LIMIT_DOWN, offset, limit, 0);
  }
}
